using System.Runtime.CompilerServices;

namespace FlameScope.Perturbations.Features;

/// <summary>Each feature's samples in each bin of time, as running sums; only bins that hold some are kept.</summary>
internal sealed class FeatureSeries
{
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int[] _bins;
    private readonly int[] _sums;
    private readonly int[] _firstSamples;

    public FeatureSeries(ObservedSamples samples, FeatureTable table, TimeBins bins)
    {
        int features = table.Features.Length;
        _starts = new int[features];
        int most = 0;
        for (int feature = 0; feature < features; feature++)
        {
            _starts[feature] = most;
            most += Math.Min(table.Features[feature].Count, bins.Count) + 1;
        }

        _ends = [.. _starts];
        _bins = GC.AllocateUninitializedArray<int>(most);
        _sums = GC.AllocateUninitializedArray<int>(most);
        _firstSamples = new int[bins.Count + 1];
        foreach (int start in _starts)
        {
            _sums[start] = 0;
        }

        Count(samples, table, bins);
    }

    /// <summary>The bins that hold samples of a feature, ascending.</summary>
    public ReadOnlySpan<int> BinsOf(int feature) => _bins.AsSpan(_starts[feature], _ends[feature] - _starts[feature]);

    /// <summary>How many samples stand before each of those bins; after the last, all.</summary>
    public ReadOnlySpan<int> SumsOf(int feature) => _sums.AsSpan(_starts[feature], _ends[feature] - _starts[feature] + 1);

    /// <summary>The samples in a bin, as places among those observed.</summary>
    public (int First, int End) SamplesIn(int bin) => (_firstSamples[bin], _firstSamples[bin + 1]);

    // A bin's samples are added up by feature before they are written: one write for each feature of a bin.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ObservedSamples samples, FeatureTable table, TimeBins bins)
    {
        ReadOnlySpan<long> times = samples.Times;
        ReadOnlySpan<StackId> stacks = samples.Stacks;
        ReadOnlySpan<ThreadId> threads = samples.Threads;
        BinSums sums = new(table.Features.Length);
        long[]? soFar = samples.IsWeighted ? new long[table.Features.Length] : null;
        int bin = 0;
        long next = bins.StartOf(1);
        for (int sample = 0; sample < times.Length; sample++)
        {
            if (times[sample] >= next)
            {
                Flush(sums, bin, soFar, samples.Unit);
                int before = bin;
                bin = bins.BinOf(times[sample]);
                _firstSamples.AsSpan(before + 1, bin - before).Fill(sample);
                next = bins.StartOf(bin + 1);
            }

            long weight = samples.WeightOf(sample);
            if (weight == 0)
            {
                continue;
            }

            (int thread, int process) = table.OfThread(threads[sample]);
            sums.Add([0], weight);
            if (thread != 0)
            {
                sums.Add([thread], weight);
            }

            if (process != 0)
            {
                sums.Add([process], weight);
            }

            sums.Add(table.OfStack(stacks[sample]), weight);
        }

        Flush(sums, bin, soFar, samples.Unit);
        _firstSamples.AsSpan(bin + 1).Fill(times.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
                int place = _ends[feature]++;
                _bins[place] = bin;
                _sums[place + 1] = _sums[place] + (int)count;
            }
        }

        sums.Clear();
    }

    /// <summary>The sums of one bin.</summary>
    private sealed class BinSums(int features)
    {
        private readonly long[] _sums = new long[features];
        private readonly int[] _touched = new int[features + 1];
        private int _length;

        public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _length);

        // Whether a feature is the bin's first of its kind is hard to foretell: no branch depends on it.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ReadOnlySpan<int> features, long weight)
        {
            long[] sums = _sums;
            int[] touched = _touched;
            int length = _length;
            foreach (int feature in features)
            {
                long sum = sums[feature];
                touched[length] = feature;
                length += sum == 0 ? 1 : 0;
                sums[feature] = sum + weight;
            }

            _length = length;
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
