using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Values of a view as people read them: samples and events with their digits grouped, time in seconds and parts of one.</summary>
internal static class Quantity
{
    private static readonly string[] TimeUnits = ["ns", "µs", "ms", "s"];
    private static readonly string[] Thousands = ["", " k", " M", " G", " T", " P", " E"];

    // What would be rounded up to 1,000.0 reads better as 1.000 of the next unit.
    private const double JustBelowThousand = 999.95;

    /// <summary>A value for a column that says what its unit is.</summary>
    public static string Of(long value, Metric metric) => Of((double)value, metric);

    /// <summary>A value for a column that says what its unit is, such as a rate.</summary>
    public static string Of(double value, Metric metric) => metric switch
    {
        _ when value == 0 => "0",
        { Unit: "ns" } => Scaled(value, TimeUnits, " "),
        _ when metric == Metric.Samples || Math.Abs(value) < 1e6 => value.ToString(Math.Abs(value) < 10 ? "0.##" : "#,##0.#", CultureInfo.InvariantCulture),
        _ => Scaled(value, Thousands, ""),
    };

    /// <summary>A value with its unit.</summary>
    public static string WithUnit(long value, Metric metric) =>
        metric.Unit == "ns" ? Of(value, metric) : $"{Of(value, metric)} {metric.Unit}";

    /// <summary>How much a view shows: samples, and what they add up to where that is something else.</summary>
    public static string Shown(Coverage coverage, Metric metric)
    {
        string samples = string.Create(CultureInfo.InvariantCulture, $"{coverage.Shown:N0} samples");
        return metric == Metric.Samples ? samples : $"{samples}, {WithUnit(coverage.ShownWeight, metric)}";
    }

    // Four digits, as many of them after the point as there is room for.
    private static string Scaled(double value, string[] units, string separator)
    {
        int unit = 0;
        while (Math.Abs(value) >= JustBelowThousand && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        string format = Math.Abs(value) switch
        {
            _ when unit == 0 => "#,##0.#",
            < 10 => "0.000",
            < 100 => "0.00",
            _ => "#,##0.0",
        };
        return value.ToString(format, CultureInfo.InvariantCulture) + separator + units[unit];
    }
}
