namespace FlameScope;

/// <summary>All stacks of a profile as a trie: a node is the path of frames from the root down to it.</summary>
/// <remarks>
/// Node 0 is the empty stack. A parent's number is always smaller than its children's, so one reverse pass over the nodes
/// sums a subtree into its root without recursion.
/// </remarks>
public sealed class StackTrie
{
    private readonly StackId[] _parents;
    private readonly FrameId[] _frames;

    internal StackTrie(StackId[] parents, FrameId[] frames)
    {
        _parents = parents;
        _frames = frames;
    }

    /// <summary>Number of nodes, the empty stack included.</summary>
    public int Count => _parents.Length;

    /// <summary>Each node's parent, by node; node 0 is its own parent.</summary>
    public ReadOnlySpan<StackId> Parents => _parents;

    /// <summary>Each node's leaf frame, by node; that of node 0 means nothing.</summary>
    public ReadOnlySpan<FrameId> Frames => _frames;

    /// <summary>Number of frames in a stack.</summary>
    /// <param name="stack">A node of this trie.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="stack"/> is no node of this trie.</exception>
    public int DepthOf(StackId stack)
    {
        int depth = 0;
        for (; stack != StackId.Empty; stack = _parents[stack.Value])
        {
            depth++;
        }

        return depth;
    }

    /// <summary>The frames of a stack, root first; a new array that the caller owns.</summary>
    /// <param name="stack">A node of this trie.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="stack"/> is no node of this trie.</exception>
    public FrameId[] FramesOf(StackId stack)
    {
        FrameId[] frames = new FrameId[DepthOf(stack)];
        for (int i = frames.Length - 1; i >= 0; i--, stack = _parents[stack.Value])
        {
            frames[i] = _frames[stack.Value];
        }

        return frames;
    }
}
