using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>Which recordings there are, and what is in one.</summary>
internal static class InfoAnswers
{
    private const int MaxListed = 10;

    public static async Task ListAsync(Asking asking, AnswerText text)
    {
        JsonElement answer = await asking.JsonAsync("profiles").ConfigureAwait(false);
        ILookup<bool, JsonElement> files = answer.GetProperty("profiles").EnumerateArray().ToLookup(file => TextOf(file, "format") is not null);
        text.Line($"{files[true].Count():N0} recordings{(files[false].Any() ? $", and {files[false].Count():N0} files of no known format" : "")}");
        foreach (JsonElement file in files[true])
        {
            text.Line($"{TextOf(file, "name")} · {TextOf(file, "format")} · {file.GetProperty("bytes").GetInt64():N0} bytes · {TextOf(file, "modified")}");
        }
    }

    public static async Task InfoAsync(Asking asking, AnswerText text)
    {
        JsonElement info = await asking.JsonAsync("info").ConfigureAwait(false);
        text.Line($"{TextOf(info, "name")} · {TextOf(info, "format")} · {info.GetProperty("bytes").GetInt64():N0} bytes");
        WriteTime(info, text);
        text.Line($"{info.GetProperty("samples").GetInt64():N0} samples · {info.GetProperty("idle").GetInt64():N0} idle · {info.GetProperty("waiting").GetInt64():N0} waiting · {info.GetProperty("stackless").GetInt64():N0} without a stack · {info.GetProperty("markers").GetInt64():N0} markers");
        WriteList(info, "events", text, static row => $"{TextOf(row, "name")}: {row.GetProperty("samples").GetInt64():N0} samples, in {TextOf(row, "unit")}{(row.GetProperty("isDefault").GetBoolean() ? ", shown by default" : "")}");
        WriteList(info, "commands", text, static row => $"{TextOf(row, "name")}: {row.GetProperty("samples").GetInt64():N0} samples");
        WriteList(info, "threads", text, static row => $"{TextOf(row, "command")} (tid {row.GetProperty("thread").GetInt32()}): {row.GetProperty("samples").GetInt64():N0} samples");
        foreach (JsonProperty member in info.GetProperty("header").EnumerateObject())
        {
            text.Line($"{member.Name}: {member.Value}");
        }

        JsonElement report = info.GetProperty("report");
        text.Line($"could not be read: {report.GetProperty("unparsed").GetInt64():N0} events; lost while recording: {report.GetProperty("lost").GetInt64():N0}{(report.GetProperty("isTruncated").GetBoolean() ? "; the file is cut short" : "")}");
    }

    private static void WriteTime(JsonElement info, AnswerText text)
    {
        if (TextOf(info, "timeAxis") != "clock")
        {
            text.Line("Its samples have no times: flame_graph, top_functions and compare work, and no slices.");
            return;
        }

        string clock = TextOf(info, "wallClockAtOrigin") is string origin ? $"; second 0 is {origin}" : "; the time of day is not known";
        text.Line($"samples from {AnswerWords.Seconds(info.GetProperty("firstSample"))} s to {AnswerWords.Seconds(info.GetProperty("end"))} s{clock}");
    }

    private static void WriteList(JsonElement info, string name, AnswerText text, Func<JsonElement, string> row)
    {
        JsonElement[] rows = [.. info.GetProperty(name).EnumerateArray()];
        if (rows.Length > 0)
        {
            text.Line($"{name}{(rows.Length > MaxListed ? $" (the first {MaxListed})" : "")}:");
        }

        foreach (JsonElement one in rows.Take(MaxListed))
        {
            text.Line($"  {row(one)}");
        }
    }

    private static string? TextOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
