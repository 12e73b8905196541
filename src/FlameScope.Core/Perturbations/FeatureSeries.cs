using System.Runtime.CompilerServices;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>Each feature's samples in each bin of time; only bins that hold some are kept.</summary>
internal sealed class FeatureSeries
{
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly int[] _bins;
    private readonly int[] _counts;

    public FeatureSeries(ObservedSamples samples, FeatureTable table, TimeBins bins)
    {
        int features = table.Features.Length;
        _lengths = new int[features];
        _starts = new int[features];
        int most = 0;
        for (int feature = 0; feature < features; feature++)
        {
            _starts[feature] = most;
            most += Math.Min(table.Features[feature].Count, bins.Count);
        }

        _bins = GC.AllocateUninitializedArray<int>(most);
        _counts = GC.AllocateUninitializedArray<int>(most);
        Count(samples, table, bins);
    }

    /// <summary>The bins that hold samples of a feature, ascending.</summary>
    public ReadOnlySpan<int> BinsOf(int feature) => _bins.AsSpan(_starts[feature], _lengths[feature]);

    /// <summary>How many samples each of those bins holds.</summary>
    public ReadOnlySpan<int> CountsOf(int feature) => _counts.AsSpan(_starts[feature], _lengths[feature]);

    // A bin's samples are added up by feature before they are written: one write for each feature of a bin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ObservedSamples samples, FeatureTable table, TimeBins bins)
    {
        SampleStore store = samples.Store;
        ReadOnlySpan<long> times = store.Times;
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        BinSums sums = new(table.Features.Length);
        long[]? soFar = samples.IsWeighted ? new long[table.Features.Length] : null;
        int bin = 0;
        long next = bins.StartOf(1);
        foreach (int sample in samples.Samples)
        {
            if (times[sample] >= next)
            {
                Flush(sums, bin, soFar, samples.Unit);
                bin = bins.BinOf(times[sample]);
                next = bins.StartOf(bin + 1);
            }

            long weight = soFar is null ? 1 : store.WeightOf(sample);
            sums.Add(0, weight);
            (int thread, int process) = table.OfThread(threads[sample]);
            if (thread != 0)
            {
                sums.Add(thread, weight);
            }

            if (process != 0)
            {
                sums.Add(process, weight);
            }

            sums.Add(table.OfStack(stacks[sample]), weight);
        }

        Flush(sums, bin, soFar, samples.Unit);
    }

    private void Flush(BinSums sums, int bin, long[]? soFar, double unit)
    {
        foreach (int feature in sums.Touched)
        {
            long count = sums.Take(feature);
            if (soFar is not null)
            {
                // Weights become whole samples; what rounding leaves over goes to the next bin.
                ref long sum = ref soFar[feature];
                long before = ObservedSamples.Rounded(sum, unit);
                sum += count;
                count = ObservedSamples.Rounded(sum, unit) - before;
            }

            if (count > 0)
            {
                int place = _starts[feature] + _lengths[feature]++;
                _bins[place] = bin;
                _counts[place] = (int)count;
            }
        }

        sums.Clear();
    }

    /// <summary>The sums of one bin.</summary>
    private sealed class BinSums(int features)
    {
        private readonly long[] _sums = new long[features];
        private readonly int[] _touched = new int[features];
        private int _length;

        public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _length);

        public void Add(int feature, long weight)
        {
            ref long sum = ref _sums[feature];
            if (sum == 0 && weight != 0)
            {
                _touched[_length++] = feature;
            }

            sum += weight;
        }

        public void Add(ReadOnlySpan<int> features, long weight)
        {
            foreach (int feature in features)
            {
                Add(feature, weight);
            }
        }

        public long Take(int feature)
        {
            long sum = _sums[feature];
            _sums[feature] = 0;
            return sum;
        }

        public void Clear() => _length = 0;
    }
}
