using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

/// <summary>The merged stacks of a slice of a profile: what a flame graph draws.</summary>
/// <remarks>
/// Immutable, and independent of the store it was built from. A node is one (name, kind) under its parent. Nodes lie in
/// depth-first order, children ordered by name and kind, so the same samples give the same tree whatever their order.
/// </remarks>
public sealed partial class FlameTree
{
    internal const byte NoKind = byte.MaxValue;

    private readonly Utf8Table _names;
    private readonly StringId[] _nodeNames;
    private readonly StringId[] _nodeModules;
    private readonly byte[] _kinds;
    private readonly int[] _parents;
    private readonly int[] _depths;
    private readonly int[] _subtreeEnds;
    private readonly long[] _selfs;
    private readonly long[] _totals;

    internal FlameTree(FlameTreeParts parts)
    {
        _names = parts.Names;
        _nodeNames = parts.NodeNames;
        _nodeModules = parts.NodeModules;
        _kinds = parts.Kinds;
        _parents = parts.Parents;
        _depths = parts.Depths;
        _subtreeEnds = parts.SubtreeEnds;
        _selfs = parts.Selfs;
        _totals = parts.Totals;
        Coverage = parts.Coverage;
        Range = parts.Range;
        EventName = parts.EventName;
    }

    /// <summary>Number of nodes, the root included; at least 1.</summary>
    public int Count => _parents.Length;

    /// <summary>The root, which stands for everything shown and is named <c>root</c>.</summary>
    public FlameNode Root => new(this, 0);

    /// <summary>Samples in the tree.</summary>
    public long Total => _totals[0];

    /// <summary>Number of levels below the root.</summary>
    public int MaxDepth => _depths.Max();

    /// <summary>The slice of time, in nanoseconds of the profile's clock; <see langword="null"/> for the whole, or for merged trees of different slices.</summary>
    public TimeRange? Range { get; }

    /// <summary>Name of the event shown; <c>all</c> where several are added up.</summary>
    public string EventName { get; }

    /// <summary>The account of every event of the profile.</summary>
    public Coverage Coverage { get; }

    /// <summary>Each node's parent, by node; that of the root is 0.</summary>
    public ReadOnlySpan<int> Parents => _parents;

    /// <summary>Each node's number of nodes above it.</summary>
    public ReadOnlySpan<int> Depths => _depths;

    /// <summary>Each node's index behind its last descendant.</summary>
    public ReadOnlySpan<int> SubtreeEnds => _subtreeEnds;

    /// <summary>Each node's samples of its own.</summary>
    public ReadOnlySpan<long> SelfValues => _selfs;

    /// <summary>Each node's samples with those of all descendants.</summary>
    public ReadOnlySpan<long> TotalValues => _totals;

    /// <summary>A node by its place in depth-first order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public FlameNode this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new FlameNode(this, index);
        }
    }

    internal ReadOnlySpan<byte> NameOf(int node) => _names[_nodeNames[node]];

    internal ReadOnlySpan<byte> ModuleOf(int node) => _names[_nodeModules[node]];

    internal FrameKind? KindOf(int node) => _kinds[node] == NoKind ? null : (FrameKind)_kinds[node];
}
