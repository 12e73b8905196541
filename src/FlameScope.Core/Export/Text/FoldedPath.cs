using System.Buffers;
using FlameScope.Samples;

namespace FlameScope.Export.Text;

/// <summary>The way from the root to the node that a walk in the tree's order is at, as folded stacks write it.</summary>
/// <remarks>Kept as text from step to step: a tree's lines repeat most of the line before.</remarks>
internal sealed class FoldedPath : IDisposable
{
    private readonly FlameTree _tree;
    private readonly PathBuffer _path = new();
    private readonly Utf8Output _names;
    private int[] _ends;

    public FoldedPath(FlameTree tree)
    {
        _tree = tree;
        _names = new Utf8Output(_path);
        _ends = ArrayPool<int>.Shared.Rent(tree.MaxDepth + 1);
        _ends[0] = 0;
    }

    /// <summary>Steps to a node; nodes come in the tree's order, all of them.</summary>
    public void Enter(int node)
    {
        int depth = _tree.Depths[node];
        if (depth == 0)
        {
            return;
        }

        _path.Truncate(_ends[depth - 1]);
        if (depth > 1)
        {
            _names.Write(';');
        }

        ReadOnlySpan<byte> name = _tree.NameOf(node);
        _names.WriteVisible(name.IsEmpty ? UnknownName.Utf8 : name, TextEscape.Folded);
        _names.Flush();
        _ends[depth] = _path.Written.Length;
    }

    /// <summary>Writes the names from below the root down, and a space.</summary>
    public void Write(Utf8Output text)
    {
        text.Write(_path.Written.IsEmpty ? "[no stack]"u8 : _path.Written);
        text.Write(' ');
    }

    public void Dispose()
    {
        int[] ends = _ends;
        _ends = [];
        if (ends.Length > 0)
        {
            ArrayPool<int>.Shared.Return(ends);
        }

        _names.Dispose();
        _path.Dispose();
    }
}
