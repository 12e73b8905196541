using System.Runtime.InteropServices;

namespace FlameScope.Perturbations.Features;

/// <summary>A sample of a thread in which a feature occurs.</summary>
/// <param name="Time">Nanoseconds on the profile's clock.</param>
/// <param name="Thread">The thread's place among the carriers.</param>
/// <param name="IsHeld">Whether the sample belongs to the feature.</param>
internal readonly record struct CarrierSample(long Time, int Thread, bool IsHeld);

/// <summary>The samples of all threads in which a feature occurs: what it can be a part of.</summary>
internal sealed class CarrierSamples
{
    // A quarter of the gaps of a thread that runs more than a few ticks at a time are its sampling interval.
    private const int GapQuantile = 4;

    // More tell no more.
    private const int MaxGaps = 5_000;

    private readonly List<CarrierSample> _samples = [];
    private readonly int[] _counts;
    private readonly int[] _ticks;
    private readonly long _tick;

    public CarrierSamples(ObservedSamples samples, FeatureTable table, FeatureSeries series, int feature)
    {
        ReadOnlySpan<StackId> stacks = samples.Stacks;
        ReadOnlySpan<ThreadId> threads = samples.Threads;
        int[] places = new int[samples.Store.ThreadTable.Length];
        int count = 0;
        foreach (int bin in series.BinsOf(feature))
        {
            (int first, int end) = series.SamplesIn(bin);
            for (int sample = first; sample < end; sample++)
            {
                ThreadId thread = threads[sample];
                if (places[thread.Value] == 0 && table.Holds(feature, stacks[sample], thread))
                {
                    places[thread.Value] = ++count;
                }
            }
        }

        _ticks = new int[count];
        _counts = new int[count];
        for (int sample = 0; sample < samples.Times.Length; sample++)
        {
            ThreadId thread = threads[sample];
            int place = places[thread.Value] - 1;
            if (place >= 0)
            {
                bool isHeld = table.Holds(feature, stacks[sample], thread);
                Held += isHeld ? 1 : 0;
                _counts[place]++;
                _ticks[place] += samples.Clock.IsTicking(samples.Cpus[sample]) ? 1 : 0;
                _samples.Add(new CarrierSample(samples.Times[sample], place, isHeld));
            }
        }

        _tick = samples.Clock.Interval;
    }

    /// <summary>All samples of the threads, in order of time.</summary>
    public ReadOnlySpan<CarrierSample> Samples => CollectionsMarshal.AsSpan(_samples);

    /// <summary>How many of them belong to the feature.</summary>
    public int Held { get; }

    /// <summary>By thread: nanoseconds between its samples while it keeps running, and gaps between them, ascending.</summary>
    public (long Interval, List<long> Gaps)[] Intervals()
    {
        (long Interval, List<long> Gaps)[] threads = new (long, List<long>)[_counts.Length];
        long[] last = new long[_counts.Length];
        foreach (CarrierSample sample in Samples)
        {
            ref (long Interval, List<long>? Gaps) thread = ref threads[sample.Thread]!;
            if (thread.Gaps is null)
            {
                thread.Gaps = [];
            }
            else if (sample.Time > last[sample.Thread] && thread.Gaps.Count < MaxGaps)
            {
                thread.Gaps.Add(sample.Time - last[sample.Thread]);
            }

            last[sample.Thread] = sample.Time;
        }

        for (int i = 0; i < threads.Length; i++)
        {
            List<long> gaps = threads[i].Gaps;
            gaps.Sort();

            // Where the CPUs are sampled whatever they run, the thread has no clock of its own.
            threads[i].Interval = 2 * _ticks[i] > _counts[i] ? _tick : gaps.Count == 0 ? long.MaxValue : gaps[gaps.Count / GapQuantile];
        }

        return threads;
    }
}
