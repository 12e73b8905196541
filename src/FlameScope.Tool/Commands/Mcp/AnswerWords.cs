using System.Globalization;
using System.Text.Json;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Parts of the API's answers in words.</summary>
internal static class AnswerWords
{
    /// <summary>An instant or a length in nanoseconds as seconds, as <c>from</c> and <c>to</c> take them.</summary>
    public static string Seconds(JsonElement nanoseconds) => Seconds(nanoseconds.GetInt64());

    public static string Seconds(long nanoseconds) => TimeText.Seconds(nanoseconds);

    public static string Percent(double share) => share.ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>What an answer stands on: the event, and the account of all samples.</summary>
    public static void WriteAccount(JsonElement answer, AnswerText text)
    {
        Coverage coverage = CoverageOf(answer.GetProperty("coverage"));
        text.Line($"{answer.GetProperty("event").GetString()}: {coverage.ShownWeight:N0} {answer.GetProperty("unit").GetString()} in all");
        text.Line(CoverageLine.Of(coverage));
    }

    /// <summary>A function with the file it is in.</summary>
    public static string Function(JsonElement row)
    {
        string module = row.GetProperty("module").GetString()!;
        return $"{row.GetProperty("name").GetString()}{(module.Length == 0 ? "" : $" ({Path.GetFileName(module)})")}";
    }

    private static Coverage CoverageOf(JsonElement account) => new()
    {
        Samples = account.GetProperty("samples").GetInt64(),
        Unparsed = account.GetProperty("unparsed").GetInt64(),
        Shown = account.GetProperty("shown").GetInt64(),
        ShownWeight = account.GetProperty("shownWeight").GetInt64(),
        FilteredByRange = account.GetProperty("filteredByRange").GetInt64(),
        FilteredByEvent = account.GetProperty("filteredByEvent").GetInt64(),
        FilteredByCondition = account.GetProperty("filteredByCondition").GetInt64(),
        Idle = account.GetProperty("idle").GetInt64(),
        Waiting = account.GetProperty("waiting").GetInt64(),
        Stackless = account.GetProperty("stackless").GetInt64(),
        Lost = account.GetProperty("lost").GetInt64(),
    };
}
