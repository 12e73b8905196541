using FlameScope.Tool.Commands;

namespace FlameScope.Tool.Terminal;

/// <summary>The command line that leads on from a view, with everything that the view was asked for.</summary>
internal static class FollowUp
{
    /// <summary>What a cell of a heat map did.</summary>
    public static string Flame(ViewRequest request, HeatMap map, HeatMapCell cell, Int128 from, Int128 to)
    {
        List<OptionWord> words = [.. request.Filter.Words];
        if (RowOf(map, cell) is OptionWord row)
        {
            // The row is one of those that the option let through.
            words.RemoveAll(word => word.Option == row.Option);
            words.Add(row);
        }

        if (request.Weight == SampleWeight.Period)
        {
            words.Add(new OptionWord("--weight", "period"));
        }

        // Standard input cannot be read a second time.
        string file = request.File == "-" ? "FILE" : ShellWord.Of(request.File);
        string command = $"flame {file} --from {Seconds.Exact(from)} --to {Seconds.Exact(to)}";
        return string.Join(' ', [command, .. words.Select(word => word.ToString())]);
    }

    /// <summary>Whether options can name exactly what is in a cell; what shares the last row has only in common that it has no other.</summary>
    public static bool CanName(HeatMap map, HeatMapCell cell) =>
        map.RowKind is HeatMapRowKind.Offset or HeatMapRowKind.Cpu || cell.Row < map.Rows - 1 || map.RowNames[cell.Row] != "other";

    private static OptionWord? RowOf(HeatMap map, HeatMapCell cell)
    {
        if (map.RowKind == HeatMapRowKind.Offset || !CanName(map, cell))
        {
            return null;
        }

        string name = map.RowNames[cell.Row];
        return map.RowKind switch
        {
            HeatMapRowKind.Cpu => new OptionWord("--cpu", name == "CPU unknown" ? "-1" : name["CPU ".Length..]),
            HeatMapRowKind.Thread => new OptionWord("--thread", NumberBehind(name)),
            HeatMapRowKind.Process => new OptionWord("--process", NumberBehind(name)),
            _ => new OptionWord("--command", name == "[unknown]" ? "=" : "=" + name),
        };
    }

    private static string NumberBehind(string name) =>
        name.EndsWith("--1", StringComparison.Ordinal) ? "-1" : name[(name.LastIndexOf('-') + 1)..];
}
