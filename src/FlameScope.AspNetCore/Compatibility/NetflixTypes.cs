namespace FlameScope.AspNetCore.Compatibility;

/// <summary>The types of profiles that Netflix FlameScope's client knows.</summary>
internal static class NetflixTypes
{
    public const string Unknown = "unknown";

    public static readonly string[] All = ["perf", "cpuprofile", "trace_event", "nflxprofile", Unknown];

    /// <param name="format">Name of the format that reads a file, or <see langword="null"/>.</param>
    public static string Of(string? format) => format switch
    {
        null => Unknown,
        _ when format.Contains("cpuprofile", StringComparison.OrdinalIgnoreCase) => "cpuprofile",
        _ when format.Contains("trace event", StringComparison.OrdinalIgnoreCase) => "trace_event",
        _ when format.Contains("nflxprofile", StringComparison.OrdinalIgnoreCase) => "nflxprofile",
        _ => "perf",
    };
}
