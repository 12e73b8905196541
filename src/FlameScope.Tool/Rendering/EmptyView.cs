using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Why a view shows nothing.</summary>
internal static class EmptyView
{
    public static string ReasonOf(Coverage coverage)
    {
        if (coverage.FilteredByCondition > 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"none of the {coverage.FilteredByCondition:N0} samples in this slice fits the filter.");
        }

        return (coverage.Idle, coverage.Waiting) switch
        {
            (0, 0) => "no samples in this slice.",
            ( > 0, 0) => "everything in this slice is idle; --idle shows it.",
            (0, > 0) => "every thread in this slice waited; --waiting shows it.",
            _ => "everything in this slice is idle or waited; --idle and --waiting show it.",
        };
    }
}
