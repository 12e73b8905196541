using FlameScope;

namespace FlameScope.Report.Packing;

/// <summary>The stacks that samples have, and the frames in them, in a new order: nodes depth first, frames by how many nodes have them.</summary>
internal sealed class PackedStacks
{
    private const int KeptFrames = 256;

    private readonly int[] _numbers;
    private readonly int[] _order;
    private readonly StackTrie _trie;
    private readonly int[] _frameNumbers;

    /// <param name="trie">All stacks.</param>
    /// <param name="frameCount">How many frames there are.</param>
    /// <param name="used">The stacks of samples; those that they are made of are taken too.</param>
    public PackedStacks(StackTrie trie, int frameCount, ReadOnlySpan<StackId> used)
    {
        _trie = trie;
        (_order, _numbers) = Order(trie, used);
        (Frames, _frameNumbers) = ByUse(trie, _order, frameCount);
    }

    /// <summary>Gets how many nodes there are, with the root, which is number 0.</summary>
    public int Count => _order.Length;

    /// <summary>Gets the frames that are used, by their numbers.</summary>
    public FrameId[] Frames { get; }

    public int NumberOf(StackId stack) => _numbers[stack.Value];

    /// <summary>
    /// Writes how many levels each node lies above the one before, its place among the frames that its caller called last, and the
    /// frames that are in no such place.
    /// </summary>
    public void Write(ByteWriter up, ByteWriter move, ByteWriter fresh)
    {
        MovedToFront?[] called = new MovedToFront?[Frames.Length + 1];
        int[] depths = new int[_order.Length];
        for (int i = 1; i < _order.Length; i++)
        {
            StackId node = new(_order[i]);
            StackId parent = _trie.Parents[node.Value];
            depths[i] = depths[NumberOf(parent)] + 1;
            up.Varint((ulong)(depths[i - 1] + 1 - depths[i]));
            int caller = parent == StackId.Empty ? Frames.Length : FrameOf(parent);
            int place = (called[caller] ??= new MovedToFront(KeptFrames)).Take(FrameOf(node));
            move.Varint((ulong)(place + 1));
            if (place < 0)
            {
                fresh.Varint((ulong)FrameOf(node));
            }
        }
    }

    private int FrameOf(StackId node) => _frameNumbers[_trie.Frames[node.Value].Value];

    private static (int[] Order, int[] Numbers) Order(StackTrie trie, ReadOnlySpan<StackId> used)
    {
        ReadOnlySpan<StackId> parents = trie.Parents;
        bool[] isUsed = new bool[parents.Length];
        isUsed[0] = true;
        foreach (StackId stack in used)
        {
            for (int node = stack.Value; !isUsed[node]; node = parents[node].Value)
            {
                isUsed[node] = true;
            }
        }

        // The children of each node as a list: a node has a larger id than its parent, so the lists come out in the order of ids.
        int[] firstChild = new int[parents.Length];
        int[] next = new int[parents.Length];
        int count = 1;
        for (int node = parents.Length - 1; node > 0; node--)
        {
            if (isUsed[node])
            {
                next[node] = firstChild[parents[node].Value];
                firstChild[parents[node].Value] = node;
                count++;
            }
        }

        int[] order = new int[count];
        int[] numbers = new int[parents.Length];
        int current = 0;
        for (int number = 0; number < count; number++)
        {
            order[number] = current;
            numbers[current] = number;
            int following = firstChild[current];
            for (; following == 0 && current != 0; current = parents[current].Value)
            {
                following = next[current];
            }

            current = following;
        }

        return (order, numbers);
    }

    private static (FrameId[] Frames, int[] Numbers) ByUse(StackTrie trie, int[] order, int frameCount)
    {
        int[] uses = new int[frameCount];
        foreach (int node in order.AsSpan(1))
        {
            uses[trie.Frames[node].Value]++;
        }

        int[] frames = [.. Enumerable.Range(0, frameCount).Where(frame => uses[frame] > 0).OrderByDescending(frame => uses[frame])];
        int[] numbers = new int[frameCount];
        for (int i = 0; i < frames.Length; i++)
        {
            numbers[frames[i]] = i;
        }

        return (Array.ConvertAll(frames, frame => new FrameId(frame)), numbers);
    }
}
