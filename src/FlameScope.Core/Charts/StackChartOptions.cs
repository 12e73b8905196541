namespace FlameScope;

/// <summary>How a slice becomes a stack chart.</summary>
public sealed record StackChartOptions
{
    /// <summary>The most lanes, at least 1: those of the busiest threads; 100 by default. The chart tells what is left out.</summary>
    public int MaxLanes { get; init; } = 100;

    /// <summary>
    /// The most frames, at least 1; 5,000,000 by default. A chart that would have more is refused, because a reader of it would run out of memory.
    /// </summary>
    public int MaxFrames { get; init; } = 5_000_000;

    /// <summary>
    /// Frames shorter than this many nanoseconds, at least 0, are joined with neighbours as short and as near into one frame <c>other</c>, which
    /// has no callees; 0, the default, keeps every frame.
    /// </summary>
    public long MinNanoseconds { get; init; }

    /// <summary>Frames that are taken out of stacks; what they called stands under what called them.</summary>
    public IReadOnlyList<FramePattern> Hide { get; init; } = [];

    /// <summary>Whether other options ask for the same.</summary>
    /// <param name="other">The other options.</param>
    public bool Equals(StackChartOptions? other) =>
        other is not null && MaxLanes == other.MaxLanes && MaxFrames == other.MaxFrames && MinNanoseconds == other.MinNanoseconds && Hide.SequenceEqual(other.Hide);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaxLanes, MaxFrames, MinNanoseconds, Hide.Count);

    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFrames, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MinNanoseconds);
    }
}
