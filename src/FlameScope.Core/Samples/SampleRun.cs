using FlameScope.Columns;

namespace FlameScope.Samples;

/// <summary>Columns of some samples: as they were added, or sorted by time. Nothing in it changes.</summary>
internal sealed class SampleRun
{
    public required long[] Times { get; init; }

    public required StackId[] Stacks { get; init; }

    public required ThreadId[] Threads { get; init; }

    public required ushort[] EventKinds { get; init; }

    public required short[] Cpus { get; init; }

    /// <summary>Empty where every sample weighs <see cref="UniformWeight"/>.</summary>
    public required long[] Weights { get; init; }

    public required long UniformWeight { get; init; }

    /// <summary>Empty where no sample has a duration.</summary>
    public required long[] Durations { get; init; }

    /// <summary>Empty where no sample has labels.</summary>
    public required LabelSetId[] Labels { get; init; }

    /// <summary>What each sample does, as <see cref="SampleActivity"/>; empty where all work.</summary>
    public required byte[] Activities { get; init; }

    public int Count => Times.Length;

    /// <summary>Some of the samples of two runs, in a given order.</summary>
    /// <param name="first">A run.</param>
    /// <param name="second">Another one.</param>
    /// <param name="places">Places in the first run, or, less its length, in the second.</param>
    public static SampleRun Of(SampleRun first, SampleRun second, ReadOnlySpan<int> places)
    {
        bool isUniform = first.Weights.Length == 0 && second.Weights.Length == 0
            && (first.UniformWeight == second.UniformWeight || first.Count == 0 || second.Count == 0);
        return new SampleRun
        {
            Times = Pick(first.Times, second.Times, places),
            Stacks = Pick(first.Stacks, second.Stacks, places),
            Threads = Pick(first.Threads, second.Threads, places),
            EventKinds = Pick(first.EventKinds, second.EventKinds, places),
            Cpus = Pick(first.Cpus, second.Cpus, places),
            Weights = isUniform ? [] : Pick(first.AllWeights(), second.AllWeights(), places),
            UniformWeight = first.Count > 0 ? first.UniformWeight : second.UniformWeight,
            Durations = PickRare(first.Durations, first.Count, second.Durations, second.Count, places),
            Labels = PickRare(first.Labels, first.Count, second.Labels, second.Count, places),
            Activities = PickRare(first.Activities, first.Count, second.Activities, second.Count, places),
        };
    }

    /// <summary>The samples from one place up to another.</summary>
    public SampleRun Slice(int start, int end) => start == 0 && end == Count ? this : new SampleRun
    {
        Times = Times[start..end],
        Stacks = Stacks[start..end],
        Threads = Threads[start..end],
        EventKinds = EventKinds[start..end],
        Cpus = Cpus[start..end],
        Weights = Weights.Length == 0 ? [] : Weights[start..end],
        UniformWeight = UniformWeight,
        Durations = SliceRare(Durations, start, end),
        Labels = SliceRare(Labels, start, end),
        Activities = SliceRare(Activities, start, end),
    };

    /// <summary>A block of the samples, which are sorted by time.</summary>
    /// <param name="threads">Their threads, where those are others by now.</param>
    public SampleBlock ToBlock(ThreadId[] threads) => new(new SampleColumns
    {
        Count = Count,
        Times = Times,
        Stacks = Stacks,
        Threads = threads,
        EventKinds = EventKinds,
        Cpus = Cpus.AsSpan().ContainsAnyExcept((short)-1) ? Cpus : [],
        Weights = Rare(UniformWeight, Weights),
        Durations = Rare(0, Durations),
        Labels = Labels,
        Idle = MaskOf(SampleActivity.Idle),
        Waiting = MaskOf(SampleActivity.Waiting),
    });

    private RareValues Rare(long usual, long[] values)
    {
        RareColumn column = new(usual);
        if (values.Length > 0)
        {
            column.AddRange(values);
        }
        else
        {
            column.AddRepeated(usual, Count);
        }

        return column.Complete(null);
    }

    private long[] AllWeights()
    {
        if (Weights.Length > 0)
        {
            return Weights;
        }

        long[] all = new long[Count];
        Array.Fill(all, UniformWeight);
        return all;
    }

    private ulong[]? MaskOf(SampleActivity activity)
    {
        if (!Activities.AsSpan().Contains((byte)activity))
        {
            return null;
        }

        ulong[] mask = new ulong[Bits.WordsFor(Count)];
        for (int sample = 0; sample < Activities.Length; sample++)
        {
            if (Activities[sample] == (byte)activity)
            {
                Bits.Set(mask, sample);
            }
        }

        return mask;
    }

    private static T[] SliceRare<T>(T[] column, int start, int end)
        where T : unmanaged, IEquatable<T> =>
        column.Length == 0 || !column.AsSpan(start, end - start).ContainsAnyExcept(default(T)) ? [] : column[start..end];

    private static T[] PickRare<T>(T[] first, int firstCount, T[] second, int secondCount, ReadOnlySpan<int> places)
        where T : unmanaged => first.Length == 0 && second.Length == 0
        ? []
        : Pick(first.Length == 0 ? new T[firstCount] : first, second.Length == 0 ? new T[secondCount] : second, places);

    private static T[] Pick<T>(T[] first, T[] second, ReadOnlySpan<int> places)
        where T : unmanaged
    {
        T[] picked = GC.AllocateUninitializedArray<T>(places.Length);
        for (int i = 0; i < picked.Length; i++)
        {
            int place = places[i];
            picked[i] = place < first.Length ? first[place] : second[place - first.Length];
        }

        return picked;
    }
}
