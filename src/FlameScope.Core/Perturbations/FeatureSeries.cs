using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>Each feature's samples in each bin of time; only bins that hold some are kept.</summary>
internal sealed class FeatureSeries
{
    private readonly int[] _lengths;
    private readonly int[][] _bins;
    private readonly int[][] _counts;

    public FeatureSeries(ObservedSamples samples, FeatureTable table, TimeBins bins)
    {
        int features = table.Features.Length;
        _lengths = new int[features];
        _bins = new int[features][];
        _counts = new int[features][];
        for (int feature = 0; feature < features; feature++)
        {
            int most = Math.Min(table.Features[feature].Count, bins.Count);
            _bins[feature] = GC.AllocateUninitializedArray<int>(most);
            _counts[feature] = GC.AllocateUninitializedArray<int>(most);
        }

        SampleStore store = samples.Store;
        ReadOnlySpan<long> times = store.Times;
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        int bin = 0;
        long next = bins.StartOf(1);
        foreach (int sample in samples.Samples)
        {
            for (; times[sample] >= next; next += bins.Width)
            {
                bin++;
            }

            Count(0, bin);
            (int thread, int process) = table.OfThread(threads[sample]);
            if (thread != 0)
            {
                Count(thread, bin);
            }

            if (process != 0)
            {
                Count(process, bin);
            }

            foreach (int feature in table.OfStack(stacks[sample]))
            {
                Count(feature, bin);
            }
        }
    }

    /// <summary>The bins that hold samples of a feature, ascending.</summary>
    public ReadOnlySpan<int> BinsOf(int feature) => _bins[feature].AsSpan(0, _lengths[feature]);

    /// <summary>How many samples each of those bins holds.</summary>
    public ReadOnlySpan<int> CountsOf(int feature) => _counts[feature].AsSpan(0, _lengths[feature]);

    private void Count(int feature, int bin)
    {
        int length = _lengths[feature];
        int[] bins = _bins[feature];
        if (length > 0 && bins[length - 1] == bin)
        {
            _counts[feature][length - 1]++;
        }
        else
        {
            bins[length] = bin;
            _counts[feature][length] = 1;
            _lengths[feature] = length + 1;
        }
    }
}
