namespace FlameScope;

/// <summary>What the input says of the recording as a whole; every member is <see langword="null"/> where it is silent.</summary>
public sealed record ProfileHeader
{
    /// <summary>The recorded machine's name.</summary>
    public string? HostName { get; init; }

    /// <summary>The recorded machine's kernel release.</summary>
    public string? OperatingSystemRelease { get; init; }

    /// <summary>The recorded machine's architecture, such as <c>x86_64</c>.</summary>
    public string? Architecture { get; init; }

    /// <summary>The profiler's version, such as <c>6.1.187</c>.</summary>
    public string? ProfilerVersion { get; init; }

    /// <summary>The command line that made the recording.</summary>
    public string? CommandLine { get; init; }

    /// <summary>The recorded machine's CPU model.</summary>
    public string? CpuDescription { get; init; }

    /// <summary>CPUs that were online.</summary>
    public int? CpuCount { get; init; }

    /// <summary>When the recording was written, as the input prints it (perf: local time, no zone).</summary>
    public string? CapturedOn { get; init; }

    /// <summary>Nanoseconds since 1970-01-01 UTC at time 0 of the profile's clock, where the input ties the two together.</summary>
    public long? ClockEpochNanoseconds { get; init; }

    /// <summary>Samples per second that the recording was asked for.</summary>
    public int? SamplingFrequency { get; init; }

    /// <summary>How to record or print the profile with times, where it has none; a sentence for people.</summary>
    public string? TimelessAdvice { get; init; }

    /// <summary>How to record the profile with the names of its functions, where many are missing; a sentence for people.</summary>
    public string? NamelessAdvice { get; init; }

    /// <summary>The wall-clock time of an instant, or <see langword="null"/> where the input does not tell.</summary>
    /// <param name="time">Nanoseconds of the profile's clock.</param>
    public DateTimeOffset? WallClockOf(long time) =>
        ClockEpochNanoseconds is long epoch && (Int128)epoch + time is var instant
            && instant >= 0 && instant < (Int128)253_402_300_799 * 1_000_000_000
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(instant / 100))
            : null;

    /// <summary>The instant of a wall-clock time, or <see langword="null"/> where the input does not tell.</summary>
    /// <param name="time">A time of the wall clock.</param>
    /// <returns>Nanoseconds of the profile's clock; saturates at the ends of <see cref="long"/>.</returns>
    public long? TimeOf(DateTimeOffset time) => ClockEpochNanoseconds is long epoch
        ? (long)Int128.Clamp(((Int128)(time - DateTimeOffset.UnixEpoch).Ticks * 100) - epoch, long.MinValue, long.MaxValue)
        : null;
}
