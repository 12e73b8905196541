using System.Runtime.InteropServices;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Features;

/// <summary>The clock by which a recording was sampled, as its gaps tell.</summary>
internal sealed class SamplingClock
{
    private const int MaxGaps = 1 << 16;

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

    // A ticking CPU's idle samples tell of the clock as well as a running thread's own.
    public static SamplingClock Of(SampleStore store, ReadOnlySpan<int> shown)
    {
        if (shown.IsEmpty)
        {
            return new SamplingClock(1, false, []);
        }

        GapHistogram gapsOfAll = new();
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
                ref List<long>? gaps = ref CollectionsMarshal.GetValueRefOrAddDefault(ofCpus, cpu, out _);
                gaps ??= [];
                if (known)
                {
                    gapsOfAll.Add(time - last);
                    gaps.Add(time - last);
                }

                last = time;
            }

            ref long before = ref ofThread[store.Threads[sample].Value];
            if (before != long.MaxValue)
            {
                gapsOfAll.Add(time - before);
            }

            before = time;
        }

        (long interval, bool isRegular) = gapsOfAll.FindInterval();
        return new SamplingClock(interval, isRegular, TickingCpus(ofCpus, interval));
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
}
