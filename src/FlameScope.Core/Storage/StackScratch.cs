using Microsoft.Extensions.ObjectPool;

namespace FlameScope.Storage;

/// <summary>Working memory as large as a store's stack trie, kept by the store from one question to the next.</summary>
/// <remarks>
/// Nothing is ever cleared: whoever takes the scratch draws fresh marks, and a slot whose mark is older is empty. A narrow
/// slice so costs what it touches, not what the trie holds.
/// </remarks>
internal sealed class StackScratch
{
    private int _nextMark = 1;

    private StackScratch(int stacks)
    {
        Owners = new int[stacks];
        Values = new long[stacks];
        Visitors = new int[stacks];
        Nodes = new int[stacks];
    }

    /// <summary>By stack: the mark under which <see cref="Values"/> is valid.</summary>
    public int[] Owners { get; }

    /// <summary>By stack: what was counted.</summary>
    public long[] Values { get; }

    /// <summary>By stack: the mark under which <see cref="Nodes"/> is valid.</summary>
    public int[] Visitors { get; }

    /// <summary>By stack: the tree node it became.</summary>
    public int[] Nodes { get; }

    /// <summary>Draws marks that no slot bears yet; returns the first of them.</summary>
    public int DrawMarks(int count)
    {
        if (_nextMark > int.MaxValue - count)
        {
            Array.Clear(Owners);
            Array.Clear(Visitors);
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
