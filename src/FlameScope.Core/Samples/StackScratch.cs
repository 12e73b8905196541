using FlameScope.Columns;
using Microsoft.Extensions.ObjectPool;

namespace FlameScope.Samples;

/// <summary>Working memory as large as a store's stack trie, kept by the store from one question to the next.</summary>
/// <remarks>
/// Counts are never cleared: whoever takes the scratch draws fresh marks, and a slot whose mark is older is empty.
/// What is indexed by place is zero, and must be left so. A narrow slice so costs what it touches, not what the trie holds.
/// </remarks>
internal sealed class StackScratch
{
    /// <summary>The stacks whose slot was met.</summary>
    public Column<int> MetSlots = new();

    /// <summary>What was counted for stacks under further groups, chained after the stack's slot.</summary>
    public Column<StackSlot> SharedSlots = new();

    /// <summary>What was counted, group after group.</summary>
    public Column<StackCount> StackCounts = new();

    /// <summary>By group: the end of its run in <see cref="StackCounts"/>; one more after the last.</summary>
    public Column<int> GroupEnds = new();

    /// <summary>The nodes of the tree in the making, in their final order.</summary>
    public Column<PlacedNode> Nodes = new();

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

    /// <summary>By place: the tree node it became. Not cleared between uses: parents are written before they are read.</summary>
    public int[] NodeOfPlace => field ??= new int[_stacks];

    /// <summary>What was counted for one group.</summary>
    public ReadOnlySpan<StackCount> CountsOf(int group) =>
        StackCounts.Values[(group == 0 ? 0 : GroupEnds[group - 1])..GroupEnds[group]];

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
/// <param name="Owner">The mark of the group that it was counted for.</param>
/// <param name="Next">The next of the stack's shared slots.</param>
/// <param name="Value">What was counted.</param>
internal record struct StackSlot(int Owner, int Next, long Value);

/// <summary>What one distinct stack of a group adds up to.</summary>
internal readonly record struct StackCount(StackId Stack, long Value);

/// <summary>What was counted for one place of the stack order.</summary>
internal record struct PlaceSlot(long Self, long Total);

/// <summary>One node of a tree in the making: a place of the stack order under a group.</summary>
internal readonly record struct PlacedNode(int Group, int Place, long Self, long Total);
