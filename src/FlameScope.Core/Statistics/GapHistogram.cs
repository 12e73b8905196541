namespace FlameScope.Statistics;

/// <summary>Gaps between neighbouring samples, and the sampling interval that they crowd around.</summary>
/// <remarks>
/// The one rule by which a sampling interval is measured: samples of running code are one interval apart, all other gaps spread out. Callers
/// choose whose samples are neighbours: those of a thread, of a CPU, or both.
/// </remarks>
internal sealed class GapHistogram
{
    private const double RegularShare = 0.2;
    private const int BinsPerOctave = 32;
    private const int BinCount = 64 * BinsPerOctave;

    private readonly (int Count, double Sum)[] _bins = new (int, double)[BinCount];

    /// <summary>Number of gaps.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a gap.</summary>
    /// <param name="gap">Nanoseconds; samples of one instant, or out of order, tell nothing.</param>
    public void Add(long gap)
    {
        if (gap > 0)
        {
            ref (int Count, double Sum) bin = ref _bins[(int)(Math.Log2(gap) * BinsPerOctave)];
            bin = (bin.Count + 1, bin.Sum + gap);
            Count++;
        }
    }

    /// <summary>The commonest gap in nanoseconds, at least 1, and whether enough gaps have that length for it to be a clock's.</summary>
    public (long Interval, bool IsRegular) FindInterval()
    {
        int mode = 1;
        for (int bin = 2; bin < BinCount - 1; bin++)
        {
            mode = _bins[bin].Count > _bins[mode].Count ? bin : mode;
        }

        // A clock may tick on the border of two bins.
        int near = 0;
        double sum = 0;
        foreach ((int count, double ofBin) in _bins.AsSpan(mode - 1, 3))
        {
            near += count;
            sum += ofBin;
        }

        return near == 0 ? (1, false) : ((long)Math.Max(1, Math.Round(sum / near)), near >= RegularShare * Count);
    }
}
