using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>The account of every event in one line.</summary>
internal static class CoverageLine
{
    public static string Of(Coverage coverage)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"{coverage.Shown:N0} samples shown · {coverage.Idle:N0} idle · {coverage.FilteredByEvent:N0} other events · {coverage.Unparsed:N0} unparsed · {coverage.Lost:N0} lost");
        if (coverage.Waiting > 0)
        {
            line += string.Create(CultureInfo.InvariantCulture, $" · {coverage.Waiting:N0} waiting");
        }

        if (coverage.FilteredByRange > 0)
        {
            line += string.Create(CultureInfo.InvariantCulture, $" · {coverage.FilteredByRange:N0} outside the slice");
        }

        if (coverage.FilteredByCondition > 0)
        {
            line += string.Create(CultureInfo.InvariantCulture, $" · {coverage.FilteredByCondition:N0} filtered out");
        }

        return coverage.Stackless > 0
            ? line + string.Create(CultureInfo.InvariantCulture, $" · {coverage.Stackless:N0} of the shown without a stack")
            : line;
    }
}
