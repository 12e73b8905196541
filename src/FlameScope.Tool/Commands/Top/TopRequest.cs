using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of the table of functions.</summary>
/// <param name="By">What a row stands for.</param>
/// <param name="ByTotal">Whether the text is sorted by totals.</param>
/// <param name="Limit">The most rows of the text.</param>
/// <param name="Callers">The function whose callers are asked for.</param>
/// <param name="Callees">The function whose callees are asked for.</param>
internal sealed record TopRequest(FrameGrouping By, bool ByTotal, int Limit, string? Callers, string? Callees)
{
    /// <summary>Whether one function is asked for in place of the table.</summary>
    public bool IsSandwich => Callers is not null || Callees is not null;

    /// <exception cref="UsageException">What is asked for does not have the format.</exception>
    public void Check(string format, string[] tableFormats, string[] treeFormats)
    {
        string[] formats = IsSandwich ? treeFormats : tableFormats;
        if (!formats.Contains(format))
        {
            string what = IsSandwich ? "--callers and --callees have" : "The table has";
            string hint = IsSandwich ? "" : "; flamescope flame and --callers have others";
            throw new UsageException($"{what} the formats {string.Join(", ", formats)}{hint}.");
        }

        if (Callers is not null && Callees is not null && format != ViewOutput.Text)
        {
            throw new UsageException("Only text has room for both --callers and --callees.");
        }
    }
}
