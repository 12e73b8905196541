using System.Runtime.InteropServices;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>What one distinct (group, stack) of a slice weighs.</summary>
internal readonly record struct StackCount(int Group, StackId Stack, long Value);

/// <summary>Adds up samples by (group, stack).</summary>
/// <remarks>Nearly every stack has one group only: that one is counted in a plain array, the others in a dictionary.</remarks>
internal sealed class StackCounter
{
    private readonly StackSlot[] _slots;
    private readonly int _firstMark;
    private readonly int[] _countsOfGroup;
    private readonly List<int> _owned = [];
    private readonly Dictionary<(int Group, int Stack), long> _shared = [];

    public StackCounter(StackScratch scratch, int groups)
    {
        _slots = scratch.Counts;
        _firstMark = scratch.DrawMarks(groups);
        _countsOfGroup = new int[groups + 1];
    }

    /// <summary>Counts the samples of a selection; returns what there is, group after group.</summary>
    public static StackCount[] Count(
        SampleStore store, SampleSelection selection, ThreadGroups groups, SampleWeight weight, StackScratch scratch)
    {
        StackCounter counter = new(scratch, groups.Count);
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        foreach ((int first, int end) in selection.Runs)
        {
            if (weight == SampleWeight.Count)
            {
                for (int sample = first; sample < end; sample++)
                {
                    counter.Add(groups.GroupOf(threads[sample]), stacks[sample], 1);
                }
            }
            else
            {
                for (int sample = first; sample < end; sample++)
                {
                    counter.Add(groups.GroupOf(threads[sample]), stacks[sample], store.WeightOf(sample));
                }
            }
        }

        return counter.ByGroup();
    }

    private void Add(int group, StackId stack, long value)
    {
        ref StackSlot slot = ref _slots[stack.Value];
        if (slot.Owner == _firstMark + group)
        {
            slot.Value += value;
        }
        else if (slot.Owner < _firstMark)
        {
            slot = new StackSlot(_firstMark + group, value);
            _owned.Add(stack.Value);
            _countsOfGroup[group + 1]++;
        }
        else
        {
            ref long shared = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, (group, stack.Value), out bool exists);
            shared += value;
            _countsOfGroup[group + 1] += exists ? 0 : 1;
        }
    }

    private StackCount[] ByGroup()
    {
        int[] next = _countsOfGroup;
        for (int group = 1; group < next.Length; group++)
        {
            next[group] += next[group - 1];
        }

        StackCount[] counts = new StackCount[next[^1]];
        foreach (int stack in _owned)
        {
            int group = _slots[stack].Owner - _firstMark;
            counts[next[group]++] = new StackCount(group, new StackId(stack), _slots[stack].Value);
        }

        foreach (((int group, int stack), long value) in _shared)
        {
            counts[next[group]++] = new StackCount(group, new StackId(stack), value);
        }

        return counts;
    }
}
