using System.Runtime.InteropServices;

namespace FlameScope.Perturbations.Features;

/// <summary>The clock by which a recording was sampled, as its gaps tell.</summary>
internal sealed class SamplingClock
{
    private const int MaxGaps = 1 << 16;
    private const double ClockShare = 0.2;
    private const int BinsAnOctave = 32;
    private const int GapBins = 64 * BinsAnOctave;

    // The ticks of a CPU that is sampled whatever it runs come this close together …
    private const double NearTick = 1.25;

    // … nearly always, and hardly ever is there a sample between two ticks.
    private const double NearlyAlways = 0.85;
    private const double HardlyEver = 0.02;

    private readonly bool[] _areCpusTicking;

    private SamplingClock(long interval, bool isRegular, bool[] areCpusTicking)
    {
        Interval = interval;
        IsRegular = isRegular;
        _areCpusTicking = areCpusTicking;
    }

    /// <summary>Nanoseconds between two samples of a thread that keeps running; at least 1.</summary>
    public long Interval { get; }

    /// <summary>Whether enough samples keep that interval for it to be a clock of the sampling.</summary>
    public bool IsRegular { get; }

    /// <summary>Whether a CPU is sampled at the interval whatever it runs, so that a thread without samples did not run there.</summary>
    public bool IsTicking(int cpu) => (uint)cpu < (uint)_areCpusTicking.Length && _areCpusTicking[cpu];

    // The mode of the gaps between samples of a thread, and of a CPU with its idle samples: those of running code and of a ticking
    // CPU crowd around the sampling interval, all others spread out.
    public static SamplingClock Of(SampleStore store, ReadOnlySpan<int> shown)
    {
        if (shown.IsEmpty)
        {
            return new SamplingClock(1, false, []);
        }

        (int Count, double Sum)[] histogram = new (int, double)[GapBins];
        Dictionary<int, List<long>> ofCpus = [];
        Dictionary<int, long> lastOfCpus = [];
        long[] ofThread = new long[store.ThreadTable.Length];
        Array.Fill(ofThread, long.MaxValue);
        int middle = shown[shown.Length / 2];
        int first = Math.Max(0, middle - (MaxGaps / 2));
        int end = Math.Min(store.Count, first + MaxGaps);
        int kind = store.Events[middle];
        for (int sample = first; sample < end; sample++)
        {
            if (store.Events[sample] != kind)
            {
                continue;
            }

            long time = store.Times[sample];
            int cpu = store.Cpus[sample];
            if (cpu >= 0)
            {
                ref long last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastOfCpus, cpu, out bool known);
                CountGap(histogram, time - last, known);
                ref List<long>? gaps = ref CollectionsMarshal.GetValueRefOrAddDefault(ofCpus, cpu, out _);
                gaps ??= [];
                if (known)
                {
                    gaps.Add(time - last);
                }

                last = time;
            }

            ref long before = ref ofThread[store.Threads[sample].Value];
            CountGap(histogram, time - before, before != long.MaxValue);
            before = time;
        }

        (long interval, bool isRegular) = ModeOf(histogram);
        return new SamplingClock(interval, isRegular, TickingCpus(ofCpus, interval));
    }

    private static (long Interval, bool IsRegular) ModeOf((int Count, double Sum)[] histogram)
    {
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

    private static bool[] TickingCpus(Dictionary<int, List<long>> gaps, long interval)
    {
        bool[] ticking = new bool[gaps.Count == 0 ? 0 : gaps.Keys.Max() + 1];
        foreach ((int cpu, List<long> ofCpu) in gaps)
        {
            int between = ofCpu.Count(gap => gap < interval / NearTick);
            int near = ofCpu.Count(gap => gap <= NearTick * interval) - between;
            ticking[cpu] = ofCpu.Count > 0 && near >= NearlyAlways * ofCpu.Count && between <= HardlyEver * ofCpu.Count;
        }

        return ticking;
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
