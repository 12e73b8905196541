using FlameScope.Statistics;

namespace FlameScope.Charts;

/// <summary>How long a sample stands for: until its thread's next one where that comes a sampling interval later, give or take some jitter, or else one interval.</summary>
/// <param name="Interval">Nanoseconds, at least 1.</param>
internal readonly record struct SampleLength(long Interval)
{
    private const int JitterDivisor = 8;
    private const long WhereNothingTells = 1_000_000;

    /// <returns>One millisecond where no thread has two samples.</returns>
    public static SampleLength Of(SampleStore store, SamplesByThread samples)
    {
        GapHistogram gaps = new();
        for (int thread = 0; thread < store.ThreadTable.Length; thread++)
        {
            ReadOnlySpan<int> own = samples.Of(thread);
            for (int i = 1; i < own.Length; i++)
            {
                gaps.Add(store.Times[own[i]] - store.Times[own[i - 1]]);
            }
        }

        return new SampleLength(gaps.Count == 0 ? WhereNothingTells : gaps.FindInterval().Interval);
    }

    /// <summary>Where a sample ends.</summary>
    /// <param name="start">Its time.</param>
    /// <param name="next">The time of the next one, or the end of the axis; not before <paramref name="start"/>.</param>
    public long EndOf(long start, long next) =>
        (ulong)(next - start) > (ulong)Interval + (ulong)(Interval / JitterDivisor) ? start + Interval : next;
}
