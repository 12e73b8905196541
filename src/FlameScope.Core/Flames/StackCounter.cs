using System.Runtime.InteropServices;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>What one distinct (group, stack) of a slice weighs.</summary>
internal readonly record struct StackCount(StackId Stack, long Value);

/// <summary>Adds up samples by (group, stack).</summary>
/// <remarks>Nearly every stack has one group only: that one is counted in a plain array, the others in a dictionary.</remarks>
internal sealed class StackCounter
{
    private readonly int[] _owners;
    private readonly long[] _values;
    private readonly int _firstMark;
    private readonly List<StackCount>[] _countsByGroup;
    private readonly List<int> _owned = [];
    private readonly Dictionary<(int Group, int Stack), long> _shared = [];

    public StackCounter(StackScratch scratch, int groups)
    {
        _owners = scratch.Owners;
        _values = scratch.Values;
        _firstMark = scratch.DrawMarks(groups);
        _countsByGroup = new List<StackCount>[groups];
    }

    public void Add(int group, StackId stack, long value)
    {
        ref int owner = ref _owners[stack.Value];
        if (owner == _firstMark + group)
        {
            _values[stack.Value] += value;
        }
        else if (owner < _firstMark)
        {
            owner = _firstMark + group;
            _values[stack.Value] = value;
            _owned.Add(stack.Value);
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_shared, (group, stack.Value), out _) += value;
        }
    }

    /// <summary>The counts of each group; call when all samples are added.</summary>
    public List<StackCount>[] CountsByGroup()
    {
        foreach (ref List<StackCount> counts in _countsByGroup.AsSpan())
        {
            counts = [];
        }

        foreach (int stack in _owned)
        {
            _countsByGroup[_owners[stack] - _firstMark].Add(new StackCount(new StackId(stack), _values[stack]));
        }

        foreach (((int group, int stack), long value) in _shared)
        {
            _countsByGroup[group].Add(new StackCount(new StackId(stack), value));
        }

        return _countsByGroup;
    }
}
