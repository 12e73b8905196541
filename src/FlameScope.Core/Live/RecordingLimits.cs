namespace FlameScope;

/// <summary>How long, and how much, is recorded of a source at most.</summary>
public sealed record RecordingLimits
{
    /// <summary>How long is recorded where nobody says; 10 seconds by default.</summary>
    public TimeSpan DefaultDuration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that may be asked for; a minute by default, and up to a day.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The bytes at which a recording ends by itself; what completes it may come on top. 256 MiB by default.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>The duration to record for.</summary>
    /// <param name="duration">What is asked for; <see langword="null"/> for the default.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not positive, or more than <see cref="MaxDuration"/>.</exception>
    public TimeSpan DurationOf(TimeSpan? duration)
    {
        TimeSpan asked = duration ?? (DefaultDuration < MaxDuration ? DefaultDuration : MaxDuration);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(asked, TimeSpan.Zero, nameof(duration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asked, MaxDuration, nameof(duration));
        return asked;
    }
}
