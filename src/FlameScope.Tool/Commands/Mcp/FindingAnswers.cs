using System.Globalization;
using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>Findings, each with what makes it one.</summary>
internal static class FindingAnswers
{
    private const int MaxOccurrences = 8;
    private const int MaxRows = 5;

    public static async Task FindAsync(Asking asking, AnswerText text)
    {
        JsonElement answer = await asking.JsonAsync("findings").ConfigureAwait(false);
        AnswerWords.WriteAccount(await asking.Without("limit").With("limit", "1").JsonAsync("top").ConfigureAwait(false), text);
        JsonElement[] findings = [.. answer.GetProperty("findings").EnumerateArray()];
        if (findings.Length == 0)
        {
            text.Line("Nothing stands out: the program behaved alike throughout.");
        }

        for (int i = 0; i < findings.Length; i++)
        {
            Write(i + 1, findings[i], text);
        }
    }

    private static void Write(int number, JsonElement finding, AnswerText text)
    {
        text.Line("");
        text.Line($"{number}. {finding.GetProperty("kind").GetString()}: {finding.GetProperty("summary").GetString()}");
        text.Line($"   {finding.GetProperty("samples").GetDouble():N0} samples where {finding.GetProperty("expectedSamples").GetDouble():N0} were to be expected; false alarms to be expected of such evidence: {finding.GetProperty("expectedFalseAlarms").GetDouble().ToString("0.##e0", CultureInfo.InvariantCulture)}");
        JsonElement[] occurrences = [.. finding.GetProperty("occurrences").EnumerateArray()];
        string more = occurrences.Length > MaxOccurrences ? string.Create(CultureInfo.InvariantCulture, $" and {occurrences.Length - MaxOccurrences:N0} more") : "";
        text.Line($"   from–to, s: {string.Join(", ", occurrences.Take(MaxOccurrences).Select(range => $"{AnswerWords.Seconds(range[0])}–{AnswerWords.Seconds(range[1])}"))}{more}");
        WriteFunctions(finding, "culprits", "more in it", text);
        WriteFunctions(finding, "displaced", "less in it", text);
        foreach (JsonElement thread in finding.GetProperty("threads").EnumerateArray().Take(MaxRows))
        {
            text.Line($"   thread {thread.GetProperty("command").GetString()} (tid {thread.GetProperty("thread").GetInt32()}): {thread.GetProperty("samples").GetDouble():N0} samples, {thread.GetProperty("expectedSamples").GetDouble():N0} expected");
        }

        if (finding.TryGetProperty("markers", out JsonElement markers))
        {
            foreach (JsonElement marker in markers.EnumerateArray().Take(MaxRows))
            {
                text.Line($"   coincides with {marker}");
            }
        }
    }

    private static void WriteFunctions(JsonElement finding, string name, string heading, AnswerText text)
    {
        foreach (JsonElement row in finding.GetProperty(name).EnumerateArray().Take(MaxRows))
        {
            text.Line($"   {heading}: {AnswerWords.Function(row)}, {AnswerWords.Percent(100 * row.GetProperty("shareBefore").GetDouble())} before, {AnswerWords.Percent(100 * row.GetProperty("shareDuring").GetDouble())} during");
        }
    }
}
