using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>A run of samples as columns sorted by time; their ids point into the tables of the profile they belong to.</summary>
internal sealed class SampleBlock
{
    // Time, stack, thread, event kind, and the index.
    private const int BytesPerSample = 8 + 4 + 4 + 2 + 4;

    private readonly SampleColumns _columns;
    private readonly BucketIndex _buckets;
    private readonly Lazy<ulong[]?> _stackless;
    private readonly Lazy<SampleEnds> _ends;
    private readonly Lazy<short[]> _cpus;

    public SampleBlock(SampleColumns columns)
    {
        _columns = columns;
        Count = columns.Count;
        _buckets = new BucketIndex(columns.Times, Count);
        _stackless = new Lazy<ulong[]?>(FindStackless);
        _cpus = new Lazy<short[]>(() => columns.Cpus.Length > 0 ? columns.Cpus : Unknown(Count));
        _ends = new Lazy<SampleEnds>(() => new SampleEnds(this));
    }

    public int Count { get; }

    public ReadOnlySpan<long> Times => _columns.Times.AsSpan(0, Count);

    public ReadOnlySpan<StackId> Stacks => _columns.Stacks.AsSpan(0, Count);

    public ReadOnlySpan<ThreadId> Threads => _columns.Threads.AsSpan(0, Count);

    public ReadOnlySpan<ushort> EventKinds => _columns.EventKinds.AsSpan(0, Count);

    /// <summary>-1 where unknown; where all are, they are written out when they are first asked for.</summary>
    public ReadOnlySpan<short> Cpus => _cpus.Value.AsSpan(0, Count);

    /// <summary>Whether the CPU of any sample may be known.</summary>
    public bool HasCpus => _columns.Cpus.Length > 0;

    public RareValues Weights => _columns.Weights;

    public RareValues Durations => _columns.Durations;

    /// <summary>Empty where no sample has labels.</summary>
    public ReadOnlySpan<LabelSetId> Labels => _columns.Labels.AsSpan(0, _columns.Labels.Length == 0 ? 0 : Count);

    /// <summary>The idle samples as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Idle => _columns.Idle;

    /// <summary>The waiting samples as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Waiting => _columns.Waiting;

    /// <summary>The samples without frames as a mask; <see langword="null"/> where there are none.</summary>
    public ulong[]? Stackless => _stackless.Value;

    /// <summary>About how many bytes the samples take, with what the index of times and filters keep of each.</summary>
    public long EstimatedBytes =>
        ((long)Count * BytesPerSample)
        + (_columns.Cpus.Length > 0 || _cpus.IsValueCreated ? (long)Count * sizeof(short) : 0)
        + Weights.EstimatedBytes + Durations.EstimatedBytes
        + ((long)((Idle?.Length ?? 0) + (Waiting?.Length ?? 0)) * sizeof(long))
        + ((long)Labels.Length * sizeof(int));

    public bool HasDurations => Durations.HasOthers;

    /// <summary>A sample's CPU; -1 where unknown.</summary>
    public short CpuOf(int sample) => _columns.Cpus.Length == 0 ? (short)-1 : _columns.Cpus[sample];

    public long WeightOf(int sample) => Weights[sample];

    /// <summary>How long a sample lasts, in nanoseconds; 0 for an instant.</summary>
    public long DurationOf(int sample) => Durations[sample];

    /// <summary>One nanosecond past the sample: past its instant, where it has no duration.</summary>
    public long EndOf(int sample) => EndOf(Times[sample], Durations[sample]);

    /// <summary>Index of the first sample at or after an instant; the number of samples where there is none.</summary>
    public int LowerBound(long time) => _buckets.LowerBound(time);

    /// <summary>Index of the first sample that may still last at an instant; those before it all end at or before it.</summary>
    public int FirstLastingAt(long time) => HasDurations ? _ends.Value.FirstLastingAt(time) : LowerBound(time);

    /// <summary>One nanosecond past the last sample.</summary>
    public long End => HasDurations ? _ends.Value.Last : EndOf(Count - 1);

    private static long EndOf(long time, long duration) => time > long.MaxValue - Math.Max(1, duration) ? long.MaxValue : time + Math.Max(1, duration);

    private static short[] Unknown(int count)
    {
        short[] cpus = new short[count];
        cpus.AsSpan().Fill(-1);
        return cpus;
    }

    private ulong[]? FindStackless()
    {
        if (!Stacks.Contains(StackId.Empty))
        {
            return null;
        }

        ulong[] mask = new ulong[Bits.WordsFor(Count)];
        Bits.WhereEqual(Stacks, StackId.Empty, mask);
        return mask;
    }
}
