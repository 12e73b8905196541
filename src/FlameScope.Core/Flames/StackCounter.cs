using System.Buffers;
using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>Adds up samples by (group, stack).</summary>
/// <remarks>
/// A slot a stack holds the group that was seen last; the few stacks that several groups share keep the others in a chain after
/// it. Neighbouring samples are mostly of one group, so nearly every sample is one look at one slot. Where many stacks are shared, as
/// by the threads of a pool, chains would be walked for ever: samples are sorted by group then, and each group counted by itself.
/// </remarks>
internal readonly struct StackCounter
{
    private const int EndOfChain = -1;

    // Chains of this many slots in all still lie in the caches.
    private const int MaxShared = 4096;
    private const int Stride = 64 * 1024;

    private readonly StackScratch _scratch;
    private readonly StackSlot[] _slots;
    private readonly int _firstMark;

    private StackCounter(StackScratch scratch, int groups)
    {
        _scratch = scratch;
        _slots = scratch.Counts;
        _firstMark = scratch.DrawMarks(groups);
        scratch.MetSlots.Clear();
        scratch.SharedSlots.Clear();
        scratch.GroupEnds.Clear();
        scratch.GroupEnds.AddZeros(groups + 1);
    }

    /// <summary>
    /// Counts the samples of a selection into the scratch's <see cref="StackScratch.StackCounts"/>, group after group, and their
    /// <see cref="StackScratch.GroupEnds"/>.
    /// </summary>
    public static void Count(SampleSelection selection, ThreadGroups groups, StackScratch scratch)
    {
        StackCounter counter = new(scratch, groups.Count);
        if (counter.TryCount(selection, groups))
        {
            counter.SortByGroup();
        }
        else
        {
            counter = new StackCounter(scratch, groups.Count);
            counter.CountByGroup(selection, groups);
        }
    }

    // Gives up where too many stacks are shared.
    private bool TryCount(SampleSelection selection, ThreadGroups groups)
    {
        foreach (BlockSelection block in selection.Blocks)
        {
            if (!TryCount(block, selection.Weight, groups.OfThreads))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryCount(BlockSelection block, SampleWeight weight, ReadOnlySpan<int> groupOfThread)
    {
        ReadOnlySpan<StackId> stacks = block.Block.Stacks;
        ReadOnlySpan<ThreadId> threads = block.Block.Threads;
        foreach ((int first, int end) in block.Runs)
        {
            for (int start = first; start < end; start = Math.Min(end, start + Stride))
            {
                int last = Math.Min(end, start + Stride);
                if (weight == SampleWeight.Count)
                {
                    for (int sample = start; sample < last; sample++)
                    {
                        Add(groupOfThread[threads[sample].Value], stacks[sample], 1);
                    }
                }
                else
                {
                    for (int sample = start; sample < last; sample++)
                    {
                        Add(groupOfThread[threads[sample].Value], stacks[sample], block.ValueOf(sample));
                    }
                }

                if (_scratch.SharedSlots.Count > MaxShared)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Add(int group, StackId stack, long value)
    {
        int owner = _firstMark + group;
        ref StackSlot slot = ref _slots[stack.Value];
        if (slot.Owner == owner)
        {
            slot.Value = Saturating.Add(slot.Value, value);
        }
        else
        {
            AddToOther(ref slot, owner, stack, value);
        }
    }

    private void AddToOther(ref StackSlot slot, int owner, StackId stack, long value)
    {
        if (slot.Owner < _firstMark)
        {
            slot = new StackSlot(owner, EndOfChain, value);
            _scratch.MetSlots.Add(stack.Value);
            _scratch.GroupEnds[owner - _firstMark]++;
            return;
        }

        for (int next = slot.Next; next != EndOfChain; next = _scratch.SharedSlots[next].Next)
        {
            ref StackSlot shared = ref _scratch.SharedSlots[next];
            if (shared.Owner == owner)
            {
                // What comes to the front is found at once next time.
                (slot.Owner, slot.Value, shared.Owner, shared.Value) = (owner, Saturating.Add(shared.Value, value), slot.Owner, slot.Value);
                return;
            }
        }

        _scratch.SharedSlots.Add(slot);
        slot = new StackSlot(owner, _scratch.SharedSlots.Count - 1, value);
        _scratch.GroupEnds[owner - _firstMark]++;
    }

    private void SortByGroup()
    {
        // Numbers of counts become the places where each group starts, and in the end those where it ends.
        ref Column<int> places = ref _scratch.GroupEnds;
        int sum = 0;
        for (int group = 0; group < places.Count; group++)
        {
            (places[group], sum) = (sum, sum + places[group]);
        }

        ref Column<StackCount> counts = ref _scratch.StackCounts;
        counts.Clear();
        counts.AddZeros(sum);
        foreach (int stack in _scratch.MetSlots.Values)
        {
            StackSlot slot = _slots[stack];
            counts[places[slot.Owner - _firstMark]++] = new StackCount(new StackId(stack), slot.Value);
            for (int next = slot.Next; next != EndOfChain; next = slot.Next)
            {
                slot = _scratch.SharedSlots[next];
                counts[places[slot.Owner - _firstMark]++] = new StackCount(new StackId(stack), slot.Value);
            }
        }
    }

    // One block after another: a group's counts of all blocks stand together, because the slots are not cleared between them.
    private void CountByGroup(SampleSelection selection, ThreadGroups groups)
    {
        (BlockSelection Block, int[] Samples, int[] Ends)[] sorted = new (BlockSelection, int[], int[])[selection.Blocks.Length];
        try
        {
            for (int i = 0; i < sorted.Length; i++)
            {
                BlockSelection block = selection.Blocks[i];
                int[] samples = ArrayPool<int>.Shared.Rent(block.Block.Count);
                sorted[i] = (block, samples, SortSamples(block, groups, samples));
            }

            ref Column<int> ends = ref _scratch.GroupEnds;
            _scratch.StackCounts.Clear();
            for (int group = 0; group < ends.Count; group++)
            {
                if (group < groups.Count)
                {
                    CountGroup(group, sorted, selection.Weight);
                }

                ends[group] = _scratch.StackCounts.Count;
            }
        }
        finally
        {
            foreach ((_, int[]? samples, _) in sorted)
            {
                if (samples is not null)
                {
                    ArrayPool<int>.Shared.Return(samples);
                }
            }
        }
    }

    private void CountGroup(int group, (BlockSelection Block, int[] Samples, int[] Ends)[] sorted, SampleWeight weight)
    {
        _scratch.MetSlots.Clear();
        foreach ((BlockSelection block, int[] samples, int[] ends) in sorted)
        {
            ReadOnlySpan<StackId> stacks = block.Block.Stacks;
            for (int next = group == 0 ? 0 : ends[group - 1]; next < ends[group]; next++)
            {
                int sample = samples[next];
                StackId stack = stacks[sample];
                long value = weight == SampleWeight.Count ? 1 : block.ValueOf(sample);
                ref StackSlot slot = ref _slots[stack.Value];
                if (slot.Owner == _firstMark + group)
                {
                    slot.Value = Saturating.Add(slot.Value, value);
                    continue;
                }

                slot = new StackSlot(_firstMark + group, EndOfChain, value);
                _scratch.MetSlots.Add(stack.Value);
            }
        }

        foreach (int stack in _scratch.MetSlots.Values)
        {
            _scratch.StackCounts.Add(new StackCount(new StackId(stack), _slots[stack].Value));
        }
    }

    // By group, and in their order inside each; returns where the samples of each group end.
    private static int[] SortSamples(BlockSelection block, ThreadGroups groups, int[] samples)
    {
        ReadOnlySpan<ThreadId> threads = block.Block.Threads;
        ReadOnlySpan<int> groupOfThread = groups.OfThreads;
        int[] places = new int[groups.Count];
        foreach ((int first, int end) in block.Runs)
        {
            foreach (ThreadId thread in threads[first..end])
            {
                places[groupOfThread[thread.Value]]++;
            }
        }

        int sum = 0;
        for (int group = 0; group < places.Length; group++)
        {
            (places[group], sum) = (sum, sum + places[group]);
        }

        foreach ((int first, int end) in block.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                samples[places[groupOfThread[threads[sample].Value]]++] = sample;
            }
        }

        return places;
    }
}
