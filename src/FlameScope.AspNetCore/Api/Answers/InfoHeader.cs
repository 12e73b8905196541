using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>What the recording tells of itself; null where it does not.</summary>
internal sealed record InfoHeader
{
    public required string? HostName { get; init; }

    public required string? OperatingSystem { get; init; }

    public required string? Architecture { get; init; }

    public required string? Profiler { get; init; }

    public required string? CommandLine { get; init; }

    public required string? Cpu { get; init; }

    public required int? CpuCount { get; init; }

    public required string? CapturedOn { get; init; }

    [Description("How to record it with times, where it has none.")]
    public required string? TimelessAdvice { get; init; }

    public static InfoHeader Of(ProfileHeader header) => new()
    {
        HostName = header.HostName,
        OperatingSystem = header.OperatingSystemRelease,
        Architecture = header.Architecture,
        Profiler = header.ProfilerVersion,
        CommandLine = header.CommandLine,
        Cpu = header.CpuDescription,
        CpuCount = header.CpuCount,
        CapturedOn = header.CapturedOn,
        TimelessAdvice = header.TimelessAdvice,
    };
}
