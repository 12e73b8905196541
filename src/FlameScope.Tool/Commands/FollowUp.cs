using FlameScope.Tool.Terminal;

namespace FlameScope.Tool.Commands;

/// <summary>The command line that leads on from a view, with everything that the view was asked for.</summary>
internal static class FollowUp
{
    /// <summary>Shows what a cell of a heat map did.</summary>
    public static string Flame(ViewRequest request, HeatMap map, HeatMapCell cell, Int128 from, Int128 to)
    {
        List<OptionWord> words = [.. request.Filter.Words];
        if (RowOf(map, cell) is IReadOnlyList<OptionWord> row)
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
        string command = $"flame {file} --from {Seconds.Exact(from)} --to {Seconds.Exact(to)}";
        return string.Join(' ', [command, .. words.Select(word => word.ToString())]);
    }

    /// <summary>Whether options can say which samples are in a cell; no option stands for the row that all others share.</summary>
    public static bool CanName(HeatMap map, HeatMapCell cell) => map.RowKind == HeatMapRowKind.Offset || RowOf(map, cell) is not null;

    private static IReadOnlyList<OptionWord>? RowOf(HeatMap map, HeatMapCell cell) =>
        map.RowKind == HeatMapRowKind.Offset ? null : ConditionWords.Of(map.NamedRows[cell.Row].Condition);
}
