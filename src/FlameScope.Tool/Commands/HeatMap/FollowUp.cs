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
            words.Add(new OptionWord("--weight", ViewNames.NameOf(SampleWeight.Value)));
        }

        return new NextStep(row is null ? "What ran then" : "What they did", Flame(request.Input, map.RangeOf(cell), map.ProfileOrigin, words));
    }

    /// <summary>Shows what ran in a range of time.</summary>
    public static string Flame(InputRequest input, TimeRange range, long origin, IEnumerable<OptionWord> words)
    {
        // Standard input cannot be read a second time.
        string file = input.File == "-" ? "FILE" : ShellWord.Of(input.File);
        string slice = $"--from {SecondsOf(range.Start)} --to {SecondsOf(range.End)}";
        return string.Join(' ', [$"{CommandLine.Name} flame {file} {slice}", .. words.Concat(input.Words).Select(word => word.ToString())]);

        // A heat map has no time before its origin.
        string SecondsOf(long time) => TimeText.Seconds(Int128.Max(0, (Int128)time - origin));
    }
}
