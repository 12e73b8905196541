using System.Globalization;

namespace FlameScope;

/// <summary>What the numbers of a view are.</summary>
/// <param name="Name">What is added up: <c>samples</c>, or what the values of the event kind are called, such as <c>cycles</c>.</param>
/// <param name="Unit">What one of it is, in the plural: <c>samples</c>, <c>ns</c>, <c>cycles</c>, <c>bytes</c>, <c>faults</c>, <c>events</c> …</param>
public readonly record struct Metric(string Name, string Unit)
{
    // What would be rounded up to 1,000.0 reads better as 1.000 of the next unit.
    private const double JustBelowThousand = 999.95;

    private static readonly string[] TimeUnits = ["ns", "µs", "ms", "s"];
    private static readonly string[] Thousands = ["", " k", " M", " G", " T", " P", " E"];

    /// <summary>Numbers of samples.</summary>
    public static Metric Samples { get; } = new("samples", "samples");

    /// <summary>
    /// A value as people read it where its unit is told elsewhere: samples and small numbers with grouped digits (<c>1,189</c>), larger ones with
    /// four digits (<c>12.35 M</c>), times in the unit that suits them (<c>250.0 ms</c>).
    /// </summary>
    /// <param name="value">The value, or a rate of such values.</param>
    public string Format(double value) => this switch
    {
        _ when value == 0 => "0",
        { Unit: "ns" } => Scaled(value, TimeUnits, " "),
        _ when this == Samples || Math.Abs(value) < 1e6 => value.ToString(Math.Abs(value) < 10 ? "0.##" : "#,##0.#", CultureInfo.InvariantCulture),
        _ => Scaled(value, Thousands, ""),
    };

    /// <summary>A value as people read it, with its unit: <c>1,189 samples</c>, <c>250.0 ms</c>.</summary>
    /// <param name="value">The value.</param>
    public string FormatWithUnit(double value) => Unit == "ns" ? Format(value) : $"{Format(value)} {Unit}";

    /// <summary>The metric of a view of one kind of event.</summary>
    internal static Metric Of(Profile profile, EventKindId shown, SampleWeight weight)
    {
        if (weight == SampleWeight.Count || shown.Value >= profile.EventKinds.Length)
        {
            return Samples;
        }

        EventKind kind = profile.EventKinds[shown.Value];
        return new Metric(kind.Measure ?? profile.Strings.GetString(kind.Name), kind.Unit);
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
