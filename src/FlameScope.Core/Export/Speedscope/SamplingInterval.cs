using System.Numerics;

namespace FlameScope.Export.Speedscope;

/// <summary>How long one sample stands for at most: the usual time between two samples of a thread.</summary>
internal static class SamplingInterval
{
    // Gaps are counted in steps of an eighth of their power of two.
    private const int StepBits = 3;
    private const int Steps = 1 << StepBits;

    private const long WhereNothingTells = 1_000_000;

    /// <summary>The longest gap of the commonest length, so that samples at a steady rate meet in spite of some jitter.</summary>
    /// <returns>Nanoseconds; one millisecond where no thread has two samples.</returns>
    public static long Of(SampleStore store, SamplesByThread samples)
    {
        Span<long> counts = stackalloc long[64 * Steps];
        counts.Clear();
        for (int thread = 0; thread < store.ThreadTable.Length; thread++)
        {
            ReadOnlySpan<int> own = samples.Of(thread);
            for (int i = 1; i < own.Length; i++)
            {
                long gap = store.Times[own[i]] - store.Times[own[i - 1]];
                if (gap > 0)
                {
                    counts[StepOf(gap)]++;
                }
            }
        }

        int commonest = 0;
        for (int step = 1; step < counts.Length; step++)
        {
            commonest = counts[step] > counts[commonest] ? step : commonest;
        }

        return counts[commonest] == 0 ? WhereNothingTells : EndOf(commonest);
    }

    private static int StepOf(long gap)
    {
        int power = BitOperations.Log2((ulong)gap);
        long part = power >= StepBits ? gap >> (power - StepBits) : gap << (StepBits - power);
        return (power * Steps) + (int)(part & (Steps - 1));
    }

    private static long EndOf(int step)
    {
        (int power, int part) = Math.DivRem(step, Steps);
        return (long)UInt128.Min(long.MaxValue, ((UInt128)(Steps + part + 1) << power) >> StepBits);
    }
}
