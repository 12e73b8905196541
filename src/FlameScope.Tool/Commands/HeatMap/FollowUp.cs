using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>The command line that leads on from a view, with everything that the view was asked for.</summary>
internal static class FollowUp
{
    /// <summary>Shows what a cell of a heat map did, or what ran at its time where options cannot name its row.</summary>
    public static NextStep Flame(ViewRequest request, HeatMap map, HeatMapCell cell)
    {
        List<OptionWord> words = [.. request.Filter.Words];
        IReadOnlyList<OptionWord>? row = map.RowKind == HeatMapRowKind.Offset ? [] : ConditionWords.Of(map.NamedRows[cell.Row].Condition);
        if (row is not null)
        {
            // The row is one of those that these options let through.
            words.RemoveAll(word => row.Any(other => other.Option == word.Option));
            words.AddRange(row);
        }

        if (request.Weight == SampleWeight.Value)
        {
            words.Add(new OptionWord("--weight", "period"));
        }

        // Standard input cannot be read a second time.
        string file = request.File == "-" ? "FILE" : ShellWord.Of(request.File);
        TimeRange range = map.RangeOf(cell);
        string slice = $"--from {SecondsOf(map, range.Start)} --to {SecondsOf(map, range.End)}";
        return new NextStep(
            row is null ? "What ran then" : "What they did",
            string.Join(' ', [$"{CommandLine.Name} flame {file} {slice}", .. words.Select(word => word.ToString())]));
    }

    private static string SecondsOf(HeatMap map, long time) => TimeText.Seconds((Int128)time - map.ProfileOrigin);
}
