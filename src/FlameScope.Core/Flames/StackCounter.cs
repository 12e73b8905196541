using FlameScope.Model;

namespace FlameScope.Flames;

/// <summary>What one distinct (group, stack) of a slice weighs.</summary>
internal readonly record struct StackCount(StackId Stack, long Value);

/// <summary>Adds up samples by (group, stack).</summary>
/// <remarks>Nearly every stack has one group only: that one is counted in a plain array, the others in a dictionary.</remarks>
internal sealed class StackCounter
{
    private readonly int[] _ownerPlusOne;
    private readonly long[] _values;
    private readonly List<int> _owned = [];
    private readonly Dictionary<(int Group, int Stack), long> _shared = [];

    public StackCounter(int stacks)
    {
        _ownerPlusOne = new int[stacks];
        _values = new long[stacks];
    }

    public void Add(int group, StackId stack, long value)
    {
        int owner = _ownerPlusOne[stack.Value];
        if (owner == group + 1)
        {
            _values[stack.Value] += value;
        }
        else if (owner == 0)
        {
            _ownerPlusOne[stack.Value] = group + 1;
            _values[stack.Value] = value;
            _owned.Add(stack.Value);
        }
        else
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_shared, (group, stack.Value), out _) += value;
        }
    }

    /// <summary>The counts of each group.</summary>
    public List<StackCount>[] CountsByGroup(int groups)
    {
        List<StackCount>[] counts = new List<StackCount>[groups];
        for (int group = 0; group < groups; group++)
        {
            counts[group] = [];
        }

        foreach (int stack in _owned)
        {
            counts[_ownerPlusOne[stack] - 1].Add(new StackCount(new StackId(stack), _values[stack]));
        }

        foreach (((int group, int stack), long value) in _shared)
        {
            counts[group].Add(new StackCount(new StackId(stack), value));
        }

        return counts;
    }
}
