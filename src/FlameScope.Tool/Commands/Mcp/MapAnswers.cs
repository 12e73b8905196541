using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>A heat map as one line a column.</summary>
internal static class MapAnswers
{
    private const int Rows = 20;

    public static async Task MapAsync(Asking asking, AnswerText text)
    {
        if (asking["column"] is null)
        {
            JsonElement info = await (asking with { Arguments = [new("profile", asking["profile"]!)] }).JsonAsync("info").ConfigureAwait(false);
            if (info.TryGetProperty("suggestedColumnWidth", out JsonElement width) && width.ValueKind == JsonValueKind.Number)
            {
                asking = asking.With("column", AnswerWords.Seconds(width));
            }
        }

        JsonElement map = await asking.With("rows", $"{Rows}").JsonAsync("heatmap").ConfigureAwait(false);
        JsonElement data = map.GetProperty("data");
        long[] values = [.. data.GetProperty("values").EnumerateArray().Select(value => value.GetInt64())];
        long[] totals = [.. data.GetProperty("totals").EnumerateArray().Select(value => value.GetInt64())];
        long columnWidth = map.GetProperty("columnWidth").GetInt64();
        long start = map.GetProperty("start").GetInt64();
        text.Line($"{map.GetProperty("event").GetString()}, in {map.GetProperty("unit").GetString()}; columns of {AnswerWords.Seconds(columnWidth)} s, each in {Rows} parts: start in s, all of the column, its largest part and where that begins");
        int rows = map.GetProperty("rows").GetInt32();
        for (int column = 0; column < totals.Length; column++)
        {
            ReadOnlySpan<long> cells = values.AsSpan(column * rows, rows);
            int busiest = 0;
            for (int row = 1; row < rows; row++)
            {
                busiest = cells[row] > cells[busiest] ? row : busiest;
            }

            long at = start + (column * columnWidth);
            text.Line(totals[column] == 0
                ? $"{AnswerWords.Seconds(at)} · 0"
                : FormattableString.Invariant($"{AnswerWords.Seconds(at)} · {totals[column]} · {cells[busiest]} at {AnswerWords.Seconds(at + (busiest * columnWidth / rows))}"));
        }
    }
}
