using System.Runtime.InteropServices;
using FlameScope.Samples;

namespace FlameScope.Formats.V8;

/// <summary>Turns a recording of V8's profiler into samples.</summary>
/// <param name="builder">Where samples go.</param>
/// <param name="context">The account of those that cannot be placed.</param>
internal sealed class V8Samples(SampleStoreBuilder builder, LoadContext context)
{
    private const int LongestGapInMedians = 10;
    private const int MaxWeightsInMedian = 1 << 16;

    private readonly V8Frames _frames = new(builder);
    private readonly List<(V8Profile Profile, ThreadId Thread, long Place)> _untimed = [];

    /// <summary>Adds a recording's samples.</summary>
    /// <param name="profile">The recording, all of it.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="place">Where it stands in the input, for samples that cannot be placed.</param>
    public void Add(V8Profile profile, ThreadId thread, long place)
    {
        profile.Nodes.Resolve(builder, _frames);
        long[] times = profile.TakeTimes();
        if (profile.Samples.IsEmpty || times.Length == 0)
        {
            _untimed.Add((profile, thread, place));
        }
        else
        {
            AddTimed(profile, times, thread, place);
        }

        Refuse(profile.Unpaired, place, "a time for every sample");
    }

    /// <summary>Adds what has no times, once all that has some is there: among samples with times it stands at the first of them.</summary>
    public void Finish()
    {
        long? first = _untimed.Count > 0 ? builder.EarliestTime : builder.FirstTime;
        foreach ((V8Profile profile, ThreadId thread, long place) in _untimed)
        {
            if (profile.Samples.IsEmpty)
            {
                AddHits(profile, thread, first);
            }
            else
            {
                AddUntimed(profile, thread, place, first);
            }
        }

        if (first is null && builder.SampleCount > 0)
        {
            builder.TimeAxis = TimeAxis.None;
        }
    }

    private void AddTimed(V8Profile profile, long[] times, ThreadId thread, long place)
    {
        int count = Math.Min(times.Length, profile.Samples.Length);
        long[] weights = WeightsOf(times.AsSpan(0, count), profile.End);
        EventKindId kind = builder.AddEventKind("cpu"u8, new EventKind { Unit = "ns", Measure = "time", IsDefault = true });
        StackId[] stacks = profile.Nodes.FindStacks(profile.Samples[..count]);
        ReadOnlySpan<int> rows = MemoryMarshal.Cast<StackId, int>(stacks);
        int unknown = rows.Count(V8Nodes.Unknown.Value);
        if (unknown == 0)
        {
            builder.TakeRun(new SampleRecord(0, default, thread, kind), times.Length == count ? times : times[..count], stacks, weights);
        }

        for (int first = 0; first < count && unknown > 0;)
        {
            int known = rows[first..].IndexOf(V8Nodes.Unknown.Value) is var next and >= 0 ? first + next : count;
            builder.AddRun(new SampleRecord(0, default, thread, kind), times.AsSpan(first..known), stacks.AsSpan(first..known), weights.AsSpan(first..known));
            first = known + 1;
        }

        Refuse(unknown, place, "the id of a node for every sample");
        Refuse(profile.Samples.Length - count, place, "a time for every sample");
    }

    private void AddUntimed(V8Profile profile, ThreadId thread, long place, long? first)
    {
        EventKindId kind = builder.AddEventKind(first is null ? "cpu"u8 : "cpu (without times)"u8, new EventKind { Unit = "samples", IsDefault = first is null });
        StackId[] stacks = profile.Nodes.FindStacks(profile.Samples);
        foreach (StackId stack in stacks)
        {
            if (stack != V8Nodes.Unknown)
            {
                builder.AddSample(new SampleRecord(first ?? 0, stack, thread, kind));
            }
        }

        Refuse(stacks.AsSpan().Count(V8Nodes.Unknown), place, "the id of a node for every sample");
    }

    // Without a list of samples, all that is known is how many each node had.
    private void AddHits(V8Profile profile, ThreadId thread, long? first)
    {
        EventKindId? kind = null;
        for (int row = 0; row < profile.Nodes.Count; row++)
        {
            if (profile.Nodes[row].HitCount is var hits and > 0)
            {
                kind ??= builder.AddEventKind(
                    first is null ? "cpu"u8 : "hits"u8, new EventKind { Unit = "samples", Counting = EventCounting.Aggregated, IsDefault = first is null });
                builder.AddSample(new SampleRecord(first ?? 0, profile.Nodes.StackOf(row), thread, kind.Value, weight: hits));
            }
        }
    }

    // A sample stands for the time to the next one, but not for a pause in which none was taken.
    private static long[] WeightsOf(ReadOnlySpan<long> times, long? end)
    {
        int[]? order = HasBackwardSteps(times) ? SampleOrder.ByTime(times) : null;
        long[] weights = new long[times.Length];
        for (int i = 0; i + 1 < weights.Length && order is null; i++)
        {
            weights[i] = times[i + 1] - times[i];
        }

        for (int i = 0; i + 1 < order?.Length; i++)
        {
            weights[order[i]] = times[order[i + 1]] - times[order[i]];
        }

        if (weights.Length == 0)
        {
            return weights;
        }

        int last = order is null ? times.Length - 1 : order[^1];
        weights[last] = -1;
        long median = MedianOf(weights);
        weights[last] = end > times[last] ? end.Value - times[last] : median;
        long longest = median > long.MaxValue / LongestGapInMedians ? long.MaxValue : median * LongestGapInMedians;
        foreach (ref long weight in median > 0 ? weights.AsSpan() : [])
        {
            weight = Math.Min(weight, longest);
        }

        return weights;
    }

    // Of a long recording, some tens of thousands of intervals tell it well enough.
    private static long MedianOf(long[] weights)
    {
        int step = (weights.Length / MaxWeightsInMedian) + 1;
        List<long> known = new(Math.Min(weights.Length, MaxWeightsInMedian) + 1);
        for (int i = 0; i < weights.Length; i += step)
        {
            if (weights[i] > 0)
            {
                known.Add(weights[i]);
            }
        }

        known.Sort();
        return known.Count == 0 ? 0 : known[known.Count / 2];
    }

    private static bool HasBackwardSteps(ReadOnlySpan<long> times)
    {
        for (int i = 1; i < times.Length; i++)
        {
            if (times[i] < times[i - 1])
            {
                return true;
            }
        }

        return false;
    }

    private void Refuse(int count, long place, string expected)
    {
        LoadDiagnostic diagnostic = new(0, place, FormattableString.Invariant($"{count} samples"), expected);
        for (int i = 0; i < count; i++)
        {
            context.AddUnparsed(diagnostic);
        }
    }
}
