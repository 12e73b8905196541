using System.Buffers;

namespace FlameScope.Export.Svg;

/// <summary>Walks the frames that are wide enough to draw, in the tree's order, and knows where each one starts.</summary>
internal ref struct FlameLayout : IDisposable
{
    private readonly FlameTree _tree;
    private readonly ReadOnlySpan<long> _totals;
    private readonly long _minTotal;
    private long[] _nextStarts;

    /// <param name="tree">The tree.</param>
    /// <param name="totals">By node: its width, with those of all descendants.</param>
    /// <param name="minTotal">Narrower frames are hidden with everything above them.</param>
    public FlameLayout(FlameTree tree, ReadOnlySpan<long> totals, long minTotal)
    {
        _tree = tree;
        _totals = totals;
        _minTotal = minTotal;
        _nextStarts = ArrayPool<long>.Shared.Rent(tree.MaxDepth + 2);
        Node = -1;
    }

    /// <summary>The frame that the walk is at.</summary>
    public int Node { get; private set; }

    /// <summary>The widths of everything to the left of the frame.</summary>
    public long Start { get; private set; }

    /// <summary>Frames left out so far.</summary>
    public int Hidden { get; private set; }

    /// <summary>Steps to the next frame to draw; the first one is the root.</summary>
    public bool MoveNext()
    {
        int next = Node + 1;
        while (next > 0 && next < _totals.Length && _totals[next] < _minTotal)
        {
            int end = _tree.SubtreeEnds[next];
            _nextStarts[_tree.Depths[next]] += _totals[next];
            Hidden += end - next;
            next = end;
        }

        if (next >= _totals.Length)
        {
            return false;
        }

        int depth = _tree.Depths[next];
        Node = next;
        Start = next == 0 ? 0 : _nextStarts[depth];
        _nextStarts[depth] = Start + _totals[next];
        _nextStarts[depth + 1] = Start;
        return true;
    }

    public void Dispose()
    {
        long[] starts = _nextStarts;
        _nextStarts = [];
        if (starts.Length > 0)
        {
            ArrayPool<long>.Shared.Return(starts);
        }
    }
}
