using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>What a window held at one moment. Views are made from it as from any profile; nothing in it changes.</summary>
public sealed class LiveProfile : Profile
{
    private readonly Lazy<SampleStore> _frozen;

    internal LiveProfile(ProfileTables tables, SampleBlock[] blocks, long? origin, LiveProfile? last)
        : base(tables, blocks, origin, last) => _frozen = new Lazy<SampleStore>(CreateStore);

    /// <summary>These samples as an ordinary store; the same one each time.</summary>
    /// <returns>
    /// While nothing has left the window, the store that the same input gives when it is read at once; afterwards, that store's slice from the window's
    /// start on. A sample that lasts goes by when it begins.
    /// </returns>
    public SampleStore Freeze() => _frozen.Value;

    internal override SampleStore ToStore() => Freeze();

    private SampleStore CreateStore()
    {
        bool hasLabels = false;
        bool hasCpus = false;
        foreach (SampleBlock block in Blocks)
        {
            hasLabels |= block.Labels.Length > 0;
            hasCpus |= block.HasCpus;
        }

        return new SampleStore(
            Tables,
            new SampleColumns
            {
                Count = Count,
                Times = Join(static block => block.Times),
                Stacks = Join(static block => block.Stacks),
                Threads = Join(static block => block.Threads),
                EventKinds = Join(static block => block.EventKinds),
                Cpus = hasCpus ? Join(static block => block.Cpus) : [],
                Weights = Join(static block => block.Weights),
                Durations = Join(static block => block.Durations),
                Labels = hasLabels ? Join(static block => block.Labels) : [],
                Idle = Join(static block => block.Idle),
                Waiting = Join(static block => block.Waiting),
            },
            Count == 0 ? null : Origin);
    }

    private RareValues Join(Func<SampleBlock, RareValues> column)
    {
        RareColumn joined = new(Blocks.IsEmpty ? 1 : column(Blocks[0]).Usual);
        foreach (SampleBlock block in Blocks)
        {
            RareValues values = column(block);
            if (values.HasOthers)
            {
                joined.AddRange(values.All);
            }
            else
            {
                joined.AddRepeated(values.Usual, values.Count);
            }
        }

        return joined.Complete(null);
    }

    // Where a block has no such column, its samples have zeros.
    private T[] Join<T>(Func<SampleBlock, ReadOnlySpan<T>> column)
    {
        T[] joined = new T[Count];
        int start = 0;
        foreach (SampleBlock block in Blocks)
        {
            column(block).CopyTo(joined.AsSpan(start));
            start += block.Count;
        }

        return joined;
    }

    private ulong[]? Join(Func<SampleBlock, ulong[]?> maskOf)
    {
        ulong[]? joined = null;
        int start = 0;
        foreach (SampleBlock block in Blocks)
        {
            if (maskOf(block) is ulong[] mask)
            {
                joined ??= new ulong[Bits.WordsFor(Count)];
                for (int sample = 0; sample < block.Count; sample++)
                {
                    if (Bits.IsSet(mask, sample))
                    {
                        Bits.Set(joined, start + sample);
                    }
                }
            }

            start += block.Count;
        }

        return joined;
    }
}
