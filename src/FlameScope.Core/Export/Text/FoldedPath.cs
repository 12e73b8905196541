using System.Buffers;
using FlameScope.Flames;

namespace FlameScope.Export.Text;

/// <summary>The way from the root to the node that a walk in the tree's order is at, as folded stacks write it.</summary>
internal ref struct FoldedPath : IDisposable
{
    private readonly FlameTree _tree;
    private int[] _nodes;
    private int _depth;

    public FoldedPath(FlameTree tree)
    {
        _tree = tree;
        _nodes = ArrayPool<int>.Shared.Rent(tree.MaxDepth + 1);
    }

    /// <summary>Steps to a node; nodes come in the tree's order, all of them.</summary>
    public void Enter(int node)
    {
        _depth = _tree.Depths[node];
        _nodes[_depth] = node;
    }

    /// <summary>Writes the names from below the root down, and a space.</summary>
    public readonly void Write(Utf8Output text)
    {
        if (_depth == 0)
        {
            text.Write("[no stack] "u8);
        }

        for (int level = 1; level <= _depth; level++)
        {
            ReadOnlySpan<byte> name = _tree[_nodes[level]].Name;
            if (name.IsEmpty)
            {
                text.Write("[unknown]"u8);
            }
            else
            {
                text.WriteVisible(name, TextEscape.Folded);
            }

            text.Write(level < _depth ? (byte)';' : (byte)' ');
        }
    }

    public void Dispose()
    {
        int[] nodes = _nodes;
        _nodes = [];
        if (nodes.Length > 0)
        {
            ArrayPool<int>.Shared.Return(nodes);
        }
    }
}
