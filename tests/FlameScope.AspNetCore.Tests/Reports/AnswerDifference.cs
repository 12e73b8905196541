using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Reports;

/// <summary>Where two answers are not the same.</summary>
internal static class AnswerDifference
{
    private const double MaxChanceDifference = 1e-9;

    // Chances travel in four bytes: they may be next to each other there.
    private const double MaxChanceRatio = 1.2e-7;

    // Where functions are in their sources: told where any of them is known.
    private static readonly string[] Places = ["files", "fileOf", "lineOf"];

    /// <summary>Finds the first difference; <see langword="null"/> for none. What the report does not tell is not compared.</summary>
    public static string? Of(JsonElement server, JsonElement report, string place = "")
    {
        switch (report.ValueKind)
        {
            case JsonValueKind.Object when server.ValueKind == JsonValueKind.Object:
                return Places.FirstOrDefault(name => place.Length == 0 && server.TryGetProperty(name, out _) && !report.TryGetProperty(name, out _)) is string missing
                    ? $".{missing} is not in the report's"
                    : report.EnumerateObject()
                        .Where(member => !IsTold(place, member.Name))
                        .Select(member => server.TryGetProperty(member.Name, out JsonElement own) ? Of(own, member.Value, $"{place}.{member.Name}") : $"{place}.{member.Name} is not in the server's")
                        .FirstOrDefault(static difference => difference is not null);
            case JsonValueKind.Array when server.ValueKind == JsonValueKind.Array:
                return server.GetArrayLength() == report.GetArrayLength()
                    ? server.EnumerateArray().Zip(report.EnumerateArray()).Select((pair, i) => Of(pair.First, pair.Second, $"{place}[{i}]")).FirstOrDefault(static difference => difference is not null)
                    : $"{place} has {server.GetArrayLength()} in the server's, {report.GetArrayLength()} in the report's";
            case JsonValueKind.Number when server.ValueKind == JsonValueKind.Number:
                (double own, double other) = (server.GetDouble(), report.GetDouble());
                bool isSame = own.Equals(other) || (place.StartsWith(".data.chance[", StringComparison.Ordinal) && IsNear(own, other));
                return isSame ? null : $"{place} is {own:R} in the server's, {other:R} in the report's";
            default:
                return JsonElement.DeepEquals(server, report) ? null : $"{place} is {server} in the server's, {report} in the report's";
        }
    }

    // A report's markers have the number of their thread; of several whole names of a function, both tell one.
    private static bool IsTold(string place, string member) =>
        (place.StartsWith(".markers[", StringComparison.Ordinal) && member is "thread" or "threadName") || (place.Length == 0 && member == "rawNames");

    private static bool IsNear(double one, double other) =>
        Math.Abs(one - other) <= Math.Max(MaxChanceDifference, Math.Max(Math.Abs(one), Math.Abs(other)) * MaxChanceRatio);
}
