using System.Runtime.InteropServices;
using FlameScope.Filters;

namespace FlameScope.Perturbations.Features;

/// <summary>The samples that a search looks at: those that its filter shows, in order of time.</summary>
internal sealed class ObservedSamples
{
    private const int MaxGaps = 1 << 16;
    private const double ClockShare = 0.2;
    private const int BinsAnOctave = 32;
    private const int GapBins = 64 * BinsAnOctave;

    private readonly int[] _samples;

    private ObservedSamples(SampleStore store, int[] samples, SampleWeight weight)
    {
        Store = store;
        _samples = samples;
        (Interval, IsRegular) = EstimateInterval();
        ReadOnlySpan<short> cpus = store.Cpus;
        foreach (int sample in samples)
        {
            CpuCount = Math.Max(CpuCount, cpus[sample] + 1);
        }

        Weight = weight;
        IsWeighted = weight == SampleWeight.Value && !store.Weights.IsEmpty;
        (Unit, Count) = IsWeighted ? EffectiveWeight() : (1, samples.Length);
    }

    /// <summary>What the caller asked to add up.</summary>
    public SampleWeight Weight { get; }

    /// <summary>Whether samples differ in what they count.</summary>
    public bool IsWeighted { get; }

    /// <summary>The weight that counts as one sample: sums of as many equal weights would be as certain (Kish); 1 where samples are counted.</summary>
    public double Unit { get; }

    public SampleStore Store { get; }

    /// <summary>How many there are; where they differ in weight, how many of equal weight would be as certain.</summary>
    public int Count { get; }

    /// <summary>The shown samples, as indices of the store's columns.</summary>
    public ReadOnlySpan<int> Samples => _samples;

    /// <summary>Nanoseconds between two samples of a thread that keeps running; at least 1.</summary>
    public long Interval { get; }

    /// <summary>Whether enough samples keep that interval for it to be a clock of the sampling.</summary>
    public bool IsRegular { get; }

    /// <summary>One more than the highest CPU number.</summary>
    public int CpuCount { get; }

    public long Start => Store.Times[_samples[0]];

    /// <summary>One nanosecond behind the last sample.</summary>
    public long End => Store.Times[_samples[^1]] + 1;

    public static ObservedSamples Select(ProfileSlice slice)
    {
        SampleStore store = slice.Profile.ToStore();
        using SampleSelection selection = new(slice.In(store));
        int[] samples = new int[selection.Shown];
        int count = 0;
        foreach (BlockSelection block in selection.Blocks)
        {
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    samples[count++] = sample;
                }
            }
        }

        return new ObservedSamples(store, samples, selection.Weight);
    }

    /// <summary>A sum of weights as whole samples of <see cref="Unit"/>.</summary>
    public static long Rounded(long weight, double unit) => unit == 1 ? weight : (long)Math.Round(weight / unit);

    /// <summary>What a sample counts, as a part of or as several samples of equal weight.</summary>
    public double CountOf(int sample) => IsWeighted ? Store.WeightOf(sample) / Unit : 1;

    /// <summary>Index, in <see cref="Samples"/>, of the first sample at or after an instant.</summary>
    public int LowerBound(long time)
    {
        ReadOnlySpan<long> times = Store.Times;
        int first = 0;
        int end = _samples.Length;
        while (first < end)
        {
            int middle = first + ((end - first) >> 1);
            if (times[_samples[middle]] < time)
            {
                first = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return first;
    }

    private (double Unit, int Count) EffectiveWeight()
    {
        double sum = 0;
        double squares = 0;
        foreach (int sample in _samples)
        {
            double weight = Store.WeightOf(sample);
            sum += weight;
            squares += weight * weight;
        }

        return sum > 0 ? (squares / sum, (int)Math.Round(sum * sum / squares)) : (1, 0);
    }

    // The mode of the gaps between samples of a thread, and of a CPU with its idle samples: those of running code and of a ticking
    // CPU crowd around the sampling interval, all others spread out.
    private (long Interval, bool IsRegular) EstimateInterval()
    {
        (int Count, double Sum)[] histogram = new (int, double)[GapBins];
        if (_samples.Length == 0)
        {
            return (1, false);
        }

        int middle = _samples[_samples.Length / 2];
        int first = Math.Max(0, middle - (MaxGaps / 2));
        int end = Math.Min(Store.Count, first + MaxGaps);
        int kind = Store.Events[middle];
        Dictionary<int, long> ofCpu = [];
        long[] ofThread = new long[Store.ThreadTable.Length];
        Array.Fill(ofThread, long.MaxValue);
        for (int sample = first; sample < end; sample++)
        {
            if (Store.Events[sample] != kind)
            {
                continue;
            }

            long time = Store.Times[sample];
            int cpu = Store.Cpus[sample];
            if (cpu >= 0)
            {
                CountGap(histogram, time - CollectionsMarshal.GetValueRefOrAddDefault(ofCpu, cpu, out bool known), known);
                ofCpu[cpu] = time;
            }

            ref long before = ref ofThread[Store.Threads[sample].Value];
            CountGap(histogram, time - before, before != long.MaxValue);
            before = time;
        }

        int mode = 1;
        int gaps = 0;
        for (int bin = 1; bin < GapBins - 1; bin++)
        {
            gaps += histogram[bin].Count;
            mode = histogram[bin].Count > histogram[mode].Count ? bin : mode;
        }

        // A clock may tick on the border of two bins.
        int near = 0;
        double sum = 0;
        foreach ((int count, double ofBin) in histogram.AsSpan(mode - 1, 3))
        {
            near += count;
            sum += ofBin;
        }

        return near == 0 ? (1, false) : ((long)Math.Max(1, Math.Round(sum / near)), near >= ClockShare * gaps);
    }

    private static void CountGap((int Count, double Sum)[] histogram, long gap, bool isKnown)
    {
        if (isKnown && gap > 0)
        {
            ref (int Count, double Sum) bin = ref histogram[(int)(Math.Log2(gap) * BinsAnOctave)];
            bin = (bin.Count + 1, bin.Sum + gap);
        }
    }
}
