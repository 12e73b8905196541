namespace FlameScope.AspNetCore.Compatibility;

/// <summary>The types of profiles that Netflix FlameScope's client knows.</summary>
internal static class NetflixTypes
{
    public const string Unknown = "unknown";
    public const string CpuProfile = "cpuprofile";
    public const string TraceEvent = "trace_event";

    public static readonly string[] All = ["perf", CpuProfile, TraceEvent, "nflxprofile", Unknown];

    /// <param name="format">Name of the format that reads a file, or <see langword="null"/>.</param>
    public static string Of(string? format) => format switch
    {
        null => Unknown,
        _ when format.Contains("cpuprofile", StringComparison.OrdinalIgnoreCase) => CpuProfile,
        _ when format.Contains("trace event", StringComparison.OrdinalIgnoreCase) => TraceEvent,
        _ when format.Contains("nflxprofile", StringComparison.OrdinalIgnoreCase) => "nflxprofile",
        _ => "perf",
    };
}
