using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>What ran in a slice: as a table, as a tree, and beside another slice.</summary>
internal static class TreeAnswers
{
    public static async Task TopAsync(Asking asking, AnswerText text)
    {
        JsonElement top = await asking.JsonAsync("top").ConfigureAwait(false);
        AnswerWords.WriteAccount(top, text);
        double total = Math.Max(1, top.GetProperty("total").GetInt64());
        text.Line("itself · with what it called · function");
        foreach (JsonElement row in top.GetProperty("rows").EnumerateArray())
        {
            text.Line($"{AnswerWords.Percent(100 * row.GetProperty("self").GetInt64() / total)} · {AnswerWords.Percent(100 * row.GetProperty("total").GetInt64() / total)} · {AnswerWords.Function(row)}");
        }
    }

    public static async Task FlameAsync(Asking asking, AnswerText text)
    {
        JsonElement flame = await asking.JsonAsync("flame").ConfigureAwait(false);
        AnswerWords.WriteAccount(flame, text);
        JsonElement data = flame.GetProperty("data");
        string[] names = [.. flame.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        int[] name = Column("name");
        int[] depth = Column("depth");
        long[] totals = [.. data.GetProperty("total").EnumerateArray().Select(value => value.GetInt64())];
        double all = Math.Max(1, flame.GetProperty("total").GetInt64());
        for (int node = 1; node < name.Length; node++)
        {
            text.Line($"{new string(' ', depth[node] - 1)}{AnswerWords.Percent(100 * totals[node] / all)} {names[name[node]]}");
        }

        int[] Column(string column) => [.. data.GetProperty(column).EnumerateArray().Select(value => value.GetInt32())];
    }

    public static async Task CompareAsync(Asking asking, AnswerText text)
    {
        int limit = int.TryParse(asking["limit"], out int rows) && rows > 0 ? rows : throw new RefusedQuestionException($"limit is no number of functions: {asking["limit"]}");
        string table = await asking.Without("limit").With("view", "diff").With("format", "csv").TextAsync("export").ConfigureAwait(false);
        Asking one = asking.Without("limit", "baseProfile", "baseFrom", "baseTo").With("limit", "1");
        AnswerWords.WriteAccount(await one.JsonAsync("top").ConfigureAwait(false), text);
        text.Line("compared with:");
        AnswerWords.WriteAccount(await Baseline(asking, one).JsonAsync("top").ConfigureAwait(false), text);
        text.Line("Values of both, and changes of shares (1 is everything); significant: more than noise.");
        string[] lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines.Take(limit + 1))
        {
            text.Line(line.TrimEnd('\r'));
        }

        if (lines.Length > limit + 1)
        {
            text.Line($"… {lines.Length - limit - 1:N0} more functions, which changed less");
        }
    }

    private static Asking Baseline(Asking asking, Asking examined)
    {
        Asking baseline = examined.Without("from", "to");
        baseline = asking["baseProfile"] is string profile ? baseline.Without("profile").With("profile", profile) : baseline;
        baseline = asking["baseFrom"] is string from ? baseline.With("from", from) : baseline;
        return asking["baseTo"] is string to ? baseline.With("to", to) : baseline;
    }
}
