using System.Runtime.CompilerServices;

namespace FlameScope.Perturbations.Features;

/// <summary>The instants of one feature's samples; where samples differ in weight, those of as many equal ones.</summary>
internal sealed class FeatureTimes(ObservedSamples samples, FeatureTable table, FeatureSeries series, TimeBins bins)
{
    private double _left;
    private int _turn;

    /// <summary>Lists the instants in a range.</summary>
    public void Collect(int feature, long start, long end, List<long> times)
    {
        times.Clear();
        (_left, _turn) = (0, 0);
        int first = samples.LowerBound(start);
        int behind = samples.LowerBound(end);
        if (samples.IsWeighted)
        {
            // Of light samples alone a bin counts none.
            Add(feature, first, behind, 1, times);
            return;
        }

        ReadOnlySpan<int> holding = series.BinsOf(feature);
        int place = holding.BinarySearch(bins.BinOf(Math.Max(start, bins.Origin)));
        for (place = place < 0 ? ~place : place; place < holding.Length; place++)
        {
            (int firstOfBin, int endOfBin) = series.SamplesIn(holding[place]);
            if (firstOfBin >= behind)
            {
                return;
            }

            Add(feature, Math.Max(first, firstOfBin), Math.Min(behind, endOfBin), 1, times);
        }
    }

    /// <summary>Lists every <paramref name="stride"/>-th instant of the recording.</summary>
    public void CollectAll(int feature, int stride, List<long> times)
    {
        times.Clear();
        (_left, _turn) = (0, 0);
        foreach (int bin in series.BinsOf(feature))
        {
            (int first, int end) = series.SamplesIn(bin);
            Add(feature, first, end, stride, times);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int feature, int first, int end, int stride, List<long> times)
    {
        ReadOnlySpan<StackId> stacks = samples.Stacks;
        ReadOnlySpan<ThreadId> threads = samples.Threads;
        for (int sample = first; sample < end; sample++)
        {
            if (!table.Holds(feature, stacks[sample], threads[sample]))
            {
                continue;
            }

            for (_left += samples.CountOf(sample); _left >= 0.5; _left--)
            {
                if (_turn++ % stride == 0)
                {
                    times.Add(samples.Times[sample]);
                }
            }
        }
    }
}
