using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

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
        Add(feature, samples.LowerBound(start), samples.LowerBound(end), 1, times);
    }

    /// <summary>Lists every <paramref name="stride"/>-th instant of the recording.</summary>
    public void CollectAll(int feature, int stride, List<long> times)
    {
        times.Clear();
        (_left, _turn) = (0, 0);
        foreach (int bin in series.BinsOf(feature))
        {
            Add(feature, samples.LowerBound(bins.StartOf(bin)), samples.LowerBound(bins.StartOf(bin + 1)), stride, times);
        }
    }

    private void Add(int feature, int first, int end, int stride, List<long> times)
    {
        SampleStore store = samples.Store;
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        foreach (int sample in samples.Samples[first..end])
        {
            if (!table.Holds(feature, stacks[sample], threads[sample]))
            {
                continue;
            }

            for (_left += samples.CountOf(sample); _left >= 0.5; _left--)
            {
                if (_turn++ % stride == 0)
                {
                    times.Add(store.Times[sample]);
                }
            }
        }
    }
}
