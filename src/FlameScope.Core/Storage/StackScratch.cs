using FlameScope.Tables;
using Microsoft.Extensions.ObjectPool;

namespace FlameScope.Storage;

/// <summary>Working memory as large as a store's stack trie, kept by the store from one question to the next.</summary>
/// <remarks>
/// Counts are never cleared: whoever takes the scratch draws fresh marks, and a slot whose mark is older is empty.
/// What is indexed by place is zero, and must be left so. A narrow slice so costs what it touches, not what the trie holds.
/// </remarks>
internal sealed class StackScratch
{
    private readonly int _stacks;
    private int _nextMark = 1;

    private StackScratch(int stacks)
    {
        _stacks = stacks;
        Counts = new StackSlot[stacks];
    }

    /// <summary>By stack: what was counted, and the mark under which that is valid.</summary>
    public StackSlot[] Counts { get; }

    /// <summary>By place of the stack order: self and total. Zero between uses.</summary>
    public PlaceSlot[] Places => field ??= new PlaceSlot[_stacks];

    /// <summary>By place, a bit each: met by this slice. Zero between uses.</summary>
    public ulong[] MetPlaces => field ??= new ulong[Bits.WordsFor(_stacks)];

    /// <summary>By stack, a bit each: met by this slice. Zero between uses.</summary>
    public ulong[] MetStacks => field ??= new ulong[Bits.WordsFor(_stacks)];

    /// <summary>Draws marks that no slot bears yet; returns the first of them.</summary>
    public int DrawMarks(int count)
    {
        if (_nextMark > int.MaxValue - count)
        {
            Array.Clear(Counts);
            _nextMark = 1;
        }

        int first = _nextMark;
        _nextMark += count;
        return first;
    }

    public static ObjectPool<StackScratch> CreatePool(int stacks) => new DefaultObjectPool<StackScratch>(new Policy(stacks));

    private sealed class Policy(int stacks) : PooledObjectPolicy<StackScratch>
    {
        public override StackScratch Create() => new(stacks);

        public override bool Return(StackScratch obj) => true;
    }
}

/// <summary>What was counted for one stack; side by side, because they are read together.</summary>
internal record struct StackSlot(int Owner, long Value);

/// <summary>What was counted for one place of the stack order.</summary>
internal record struct PlaceSlot(long Self, long Total, int Module, int Node);
