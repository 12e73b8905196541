using System.Runtime.InteropServices;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Perturbations;

/// <summary>The samples that a search looks at: those that its filter shows, in order of time.</summary>
internal sealed class ObservedSamples
{
    private const int MostGaps = 1 << 16;
    private const double ClockShare = 0.2;
    private const int BinsAnOctave = 32;
    private const int GapBins = 64 * BinsAnOctave;

    private readonly int[] _samples;

    private ObservedSamples(SampleStore store, int[] samples)
    {
        Store = store;
        _samples = samples;
        (Interval, IsRegular) = EstimateInterval();
        foreach (int sample in samples)
        {
            CpuCount = Math.Max(CpuCount, store.Cpus[sample] + 1);
        }
    }

    public SampleStore Store { get; }

    public int Count => _samples.Length;

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

    public static ObservedSamples Select(SampleStore store, SampleFilter filter)
    {
        using SampleSelection selection = new(store, null, filter);
        int[] samples = new int[selection.Shown];
        int count = 0;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                samples[count++] = sample;
            }
        }

        return new ObservedSamples(store, samples);
    }

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
        int first = Math.Max(0, middle - (MostGaps / 2));
        int end = Math.Min(Store.Count, first + MostGaps);
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
