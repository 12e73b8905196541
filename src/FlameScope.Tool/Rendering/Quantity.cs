using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>How much a view shows.</summary>
internal static class Quantity
{
    /// <summary>Samples, and what they add up to where that is something else.</summary>
    public static string Shown(Coverage coverage, Metric metric)
    {
        string samples = string.Create(CultureInfo.InvariantCulture, $"{coverage.Shown:N0} samples");
        return metric == Metric.Samples ? samples : $"{samples}, {metric.FormatWithUnit(coverage.ShownWeight)}";
    }
}
