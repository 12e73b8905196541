using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>A run of samples as columns sorted by time; their ids point into the tables of the profile they belong to.</summary>
internal sealed class SampleBlock
{
    // Time, stack, thread, event kind, CPU, and the index.
    private const int BytesPerSample = 8 + 4 + 4 + 2 + 2 + 4;

    private readonly BucketIndex _buckets;
    private readonly Lazy<ulong[]?> _stackless;
    private readonly Lazy<long[]> _latestEnds;

    public SampleBlock(SampleColumns columns)
    {
        Times = columns.Times;
        Stacks = columns.Stacks;
        Threads = columns.Threads;
        EventKinds = columns.EventKinds;
        Cpus = columns.Cpus;
        Weights = columns.Weights;
        UniformWeight = columns.UniformWeight;
        Durations = columns.Durations;
        Labels = columns.Labels;
        Idle = columns.Idle;
        Waiting = columns.Waiting;
        _buckets = new BucketIndex(Times);
        _stackless = new Lazy<ulong[]?>(FindStackless);
        _latestEnds = new Lazy<long[]>(FindLatestEnds);
    }

    public int Count => Times.Length;

    public long[] Times { get; }

    public StackId[] Stacks { get; }

    public ThreadId[] Threads { get; }

    public ushort[] EventKinds { get; }

    /// <summary>-1 where unknown.</summary>
    public short[] Cpus { get; }

    /// <summary>Empty where every sample weighs <see cref="UniformWeight"/>.</summary>
    public long[] Weights { get; }

    public long UniformWeight { get; }

    /// <summary>Empty where no sample has a duration.</summary>
    public long[] Durations { get; }

    /// <summary>Empty where no sample has labels.</summary>
    public LabelSetId[] Labels { get; }

    /// <summary>The idle samples as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Idle { get; }

    /// <summary>The waiting samples as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Waiting { get; }

    /// <summary>The samples without frames as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Stackless => _stackless.Value;

    /// <summary>About how many bytes the samples take, with what the index of times and filters keep of each.</summary>
    public long EstimatedBytes =>
        ((long)Count * BytesPerSample)
        + ((long)(Weights.Length + Durations.Length + (Idle?.Length ?? 0) + (Waiting?.Length ?? 0)) * sizeof(long))
        + ((long)Labels.Length * sizeof(int));

    public bool HasDurations => Durations.Length > 0;

    public long WeightOf(int sample) => Weights.Length == 0 ? UniformWeight : Weights[sample];

    /// <summary>One nanosecond past the sample: past its instant, where it has no duration.</summary>
    public long EndOf(int sample) => EndOf(Times[sample], Durations.Length == 0 ? 0 : Durations[sample]);

    /// <summary>Index of the first sample at or after an instant; the number of samples where there is none.</summary>
    public int LowerBound(long time) => _buckets.LowerBound(time);

    /// <summary>Index of the first sample that may still last at an instant; those before it all end at or before it.</summary>
    public int FirstLastingAt(long time)
    {
        if (!HasDurations)
        {
            return LowerBound(time);
        }

        // The first whose latest end so far lies after the instant; ends never fall.
        long[] ends = _latestEnds.Value;
        int low = 0;
        int high = ends.Length;
        while (low < high)
        {
            int middle = low + ((high - low) >> 1);
            if (ends[middle] <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>One nanosecond past the last sample.</summary>
    public long End => HasDurations ? _latestEnds.Value[^1] : EndOf(Times[^1], 0);

    private static long EndOf(long time, long duration) => time > long.MaxValue - Math.Max(1, duration) ? long.MaxValue : time + Math.Max(1, duration);

    private long[] FindLatestEnds()
    {
        long[] ends = new long[Count];
        long latest = long.MinValue;
        for (int sample = 0; sample < ends.Length; sample++)
        {
            latest = Math.Max(latest, EndOf(sample));
            ends[sample] = latest;
        }

        return ends;
    }

    private ulong[]? FindStackless()
    {
        if (!Stacks.AsSpan().Contains(StackId.Empty))
        {
            return null;
        }

        ulong[] mask = new ulong[Bits.WordsFor(Count)];
        Bits.WhereEqual(Stacks, StackId.Empty, mask);
        return mask;
    }
}
