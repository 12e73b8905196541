namespace FlameScope.Perturbations.Features;

/// <summary>The finest grid of time that is searched: equal bins from the first sample on.</summary>
/// <param name="Origin">Nanoseconds at which bin 0 starts.</param>
/// <param name="Width">Nanoseconds of a bin.</param>
/// <param name="Count">Number of bins.</param>
internal readonly record struct TimeBins(long Origin, long Width, int Count)
{
    private const long WantedWidth = 10_000_000;
    private const int MaxBins = 1 << 16;

    /// <summary>Nanoseconds up to which a recording has bins of the wanted width.</summary>
    public const long FinestSpan = WantedWidth * MaxBins;

    /// <summary>
    /// A whole number of sampling intervals, close to 10 ms: any other width beats with the sampling clock and shows
    /// periods that are not there.
    /// </summary>
    public static TimeBins Over(ObservedSamples samples)
    {
        long span = new TimeRange(samples.Start, samples.End).Duration;
        long wanted = Math.Max(WantedWidth, (span / MaxBins) + 1);
        long interval = samples.Clock.IsRegular ? samples.Clock.Interval : 1;
        long width = interval >= wanted ? interval : interval * ((wanted + (interval / 2)) / interval);
        width = Math.Max(width, (span / MaxBins) + 1);
        return new TimeBins(samples.Start, width, (int)((span - 1) / width) + 1);
    }

    public int BinOf(long time) => (int)((ulong)(time - Origin) / (ulong)Width);

    /// <summary>When a bin starts; the last instant there is where that would be later.</summary>
    public long StartOf(int bin) => Origin + (bin * Width) is var start && start >= Origin ? start : long.MaxValue;
}
