namespace FlameScope.Formats.V8;

/// <summary>Turns a recording of V8's profiler into samples.</summary>
/// <param name="builder">Where samples go.</param>
/// <param name="context">The account of those that cannot be placed.</param>
internal sealed class V8Samples(SampleStoreBuilder builder, LoadContext context)
{
    private const int LongestGapInMedians = 10;
    private const int MaxWeightsInMedian = 1 << 16;

    private readonly V8Frames _frames = new(builder);

    /// <summary>Adds a recording's samples.</summary>
    /// <param name="profile">The recording, all of it.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="place">Where it stands in the input, for samples that cannot be placed.</param>
    public void Add(V8Profile profile, ThreadId thread, long place)
    {
        profile.Nodes.Resolve(builder, _frames);
        ReadOnlySpan<long> times = profile.Timestamps.IsEmpty ? TimesOf(profile) : profile.Timestamps;
        if (profile.Samples.IsEmpty)
        {
            AddHits(profile, thread);
        }
        else if (times.IsEmpty)
        {
            AddUntimed(profile, thread, place);
        }
        else
        {
            AddTimed(profile, times, thread, place);
        }

        Refuse(profile.Unpaired, place, "a time for every sample");
    }

    private static long[] TimesOf(V8Profile profile)
    {
        long[] times = new long[Math.Min(profile.Samples.Length, profile.Deltas.Length)];
        long time = profile.Start ?? 0;
        for (int i = 0; i < times.Length; i++)
        {
            // Of times that are beyond all clocks, nothing can be told; no sum may wrap round.
            time = (long)Int128.Clamp((Int128)time + profile.Deltas[i], long.MinValue / 2, long.MaxValue / 2);
            times[i] = time;
        }

        return times;
    }

    private void AddTimed(V8Profile profile, ReadOnlySpan<long> times, ThreadId thread, long place)
    {
        int count = Math.Min(times.Length, profile.Samples.Length);
        long[] weights = WeightsOf(times[..count], profile.End);
        EventKindId kind = builder.AddEventKind("cpu"u8, new EventKind { Unit = "ns", Measure = "time", IsDefault = true });
        int unknown = 0;
        for (int i = 0; i < count; i++)
        {
            if (profile.Nodes.TryFindStack(profile.Samples[i], out StackId stack))
            {
                builder.AddSample(new SampleRecord(times[i], stack, thread, kind, weight: weights[i]));
            }
            else
            {
                unknown++;
            }
        }

        Refuse(unknown, place, "the id of a node for every sample");
        Refuse(profile.Samples.Length - count, place, "a time for every sample");
    }

    private void AddUntimed(V8Profile profile, ThreadId thread, long place)
    {
        builder.TimeAxis = TimeAxis.None;
        EventKindId kind = builder.AddEventKind("cpu"u8, new EventKind { Unit = "samples", IsDefault = true });
        int unknown = 0;
        foreach (int leaf in profile.Samples)
        {
            if (profile.Nodes.TryFindStack(leaf, out StackId stack))
            {
                builder.AddSample(new SampleRecord(0, stack, thread, kind));
            }
            else
            {
                unknown++;
            }
        }

        Refuse(unknown, place, "the id of a node for every sample");
    }

    // Without a list of samples, all that is known is how many each node had.
    private void AddHits(V8Profile profile, ThreadId thread)
    {
        EventKindId? kind = null;
        for (int row = 0; row < profile.Nodes.Count; row++)
        {
            if (profile.Nodes[row].HitCount is var hits and > 0)
            {
                builder.TimeAxis = TimeAxis.None;
                kind ??= builder.AddEventKind("cpu"u8, new EventKind { Unit = "samples", Counting = EventCounting.Aggregated, IsDefault = true });
                builder.AddSample(new SampleRecord(0, profile.Nodes.StackOf(row), thread, kind.Value, weight: hits));
            }
        }
    }

    // A sample stands for the time to the next one, but not for a pause in which none was taken.
    private static long[] WeightsOf(ReadOnlySpan<long> times, long? end)
    {
        int[] order = new int[times.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        long[] sorted = times.ToArray();
        if (HasBackwardSteps(times))
        {
            Array.Sort(sorted, order);
        }

        long[] weights = new long[times.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[order[i]] = i + 1 < weights.Length ? sorted[i + 1] - sorted[i] : -1;
        }

        long median = MedianOf(weights);
        if (weights.Length > 0)
        {
            int last = order[^1];
            weights[last] = end > sorted[^1] ? end.Value - sorted[^1] : median;
        }

        long longest = median > long.MaxValue / LongestGapInMedians ? long.MaxValue : median * LongestGapInMedians;
        foreach (ref long weight in weights.AsSpan())
        {
            weight = median > 0 ? Math.Min(weight, longest) : weight;
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
