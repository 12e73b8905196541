using System.Buffers;
using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope.Flames;

/// <summary>Adds up samples by (group, stack).</summary>
/// <remarks>
/// A slot a stack holds the group that was seen last; the few stacks that several groups share keep the others in a chain behind
/// it. Neighbouring samples are mostly of one group, so nearly every sample is one look at one slot. Where many stacks are shared, as
/// by the threads of a pool, chains would be walked for ever: samples are sorted by group then, and each group counted by itself.
/// </remarks>
internal readonly struct StackCounter
{
    private const int EndOfChain = -1;

    // Chains of this many slots in all still lie in the caches.
    private const int MostShared = 4096;
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
    public static void Count(SampleStore store, SampleSelection selection, ThreadGroups groups, SampleWeight weight, StackScratch scratch)
    {
        StackCounter counter = new(scratch, groups.Count);
        if (counter.TryCount(store, selection, groups, weight))
        {
            counter.SortByGroup();
        }
        else
        {
            counter = new StackCounter(scratch, groups.Count);
            counter.CountByGroup(store, selection, groups, weight);
        }
    }

    // Gives up where too many stacks are shared.
    private bool TryCount(SampleStore store, SampleSelection selection, ThreadGroups groups, SampleWeight weight)
    {
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        ReadOnlySpan<int> groupOfThread = groups.OfThreads;
        foreach ((int first, int end) in selection.Runs)
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
                        Add(groupOfThread[threads[sample].Value], stacks[sample], store.WeightOf(sample));
                    }
                }

                if (_scratch.SharedSlots.Count > MostShared)
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
            slot.Value += value;
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
                (slot.Owner, slot.Value, shared.Owner, shared.Value) = (owner, shared.Value + value, slot.Owner, slot.Value);
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

    private void CountByGroup(SampleStore store, SampleSelection selection, ThreadGroups groups, SampleWeight weight)
    {
        int[] samples = ArrayPool<int>.Shared.Rent(store.Count);
        try
        {
            SortSamples(store, selection, groups, samples);
            ref Column<int> ends = ref _scratch.GroupEnds;
            ref Column<StackCount> counts = ref _scratch.StackCounts;
            counts.Clear();
            int next = 0;
            for (int group = 0; group < ends.Count; group++)
            {
                _scratch.MetSlots.Clear();
                for (; next < ends[group]; next++)
                {
                    int sample = samples[next];
                    StackId stack = store.Stacks[sample];
                    long value = weight == SampleWeight.Count ? 1 : store.WeightOf(sample);
                    ref StackSlot slot = ref _slots[stack.Value];
                    if (slot.Owner == _firstMark + group)
                    {
                        slot.Value += value;
                        continue;
                    }

                    slot = new StackSlot(_firstMark + group, EndOfChain, value);
                    _scratch.MetSlots.Add(stack.Value);
                }

                foreach (int stack in _scratch.MetSlots.Values)
                {
                    counts.Add(new StackCount(new StackId(stack), _slots[stack].Value));
                }

                ends[group] = counts.Count;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(samples);
        }
    }

    // By group, and in their order inside each; leaves in the scratch's ends where the samples of each group end.
    private void SortSamples(SampleStore store, SampleSelection selection, ThreadGroups groups, int[] samples)
    {
        ReadOnlySpan<ThreadId> threads = store.Threads;
        ReadOnlySpan<int> groupOfThread = groups.OfThreads;
        ref Column<int> places = ref _scratch.GroupEnds;
        foreach ((int first, int end) in selection.Runs)
        {
            foreach (ThreadId thread in threads[first..end])
            {
                places[groupOfThread[thread.Value]]++;
            }
        }

        int sum = 0;
        for (int group = 0; group < places.Count; group++)
        {
            (places[group], sum) = (sum, sum + places[group]);
        }

        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                samples[places[groupOfThread[threads[sample].Value]]++] = sample;
            }
        }
    }
}
