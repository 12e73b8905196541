using System.Text;

namespace FlameScope;

/// <summary>One node of a flame tree: a frame under its callers. A cheap handle; the tree owns the data.</summary>
public readonly struct FlameNode : IEquatable<FlameNode>
{
    private readonly FlameTree _tree;

    internal FlameNode(FlameTree tree, int index)
    {
        _tree = tree;
        Index = index;
    }

    /// <summary>The node's place in depth-first order; 0 is the root. Its descendants follow it directly.</summary>
    public int Index { get; }

    /// <summary>The name in UTF-8 as the input had it, valid or not; lives as long as the tree.</summary>
    public ReadOnlySpan<byte> Name => _tree.NameOf(Index);

    /// <summary>The name as text; invalid UTF-8 is replaced by U+FFFD.</summary>
    public string NameText => Encoding.UTF8.GetString(Name);

    /// <summary>Where the code comes from; <see langword="null"/> for the root and for commands, processes and threads.</summary>
    public FrameKind? Kind => _tree.KindOf(Index);

    /// <summary>
    /// The file the code came from, in UTF-8; empty where unknown, and where the profile has frames of several files under this name,
    /// kind and callers.
    /// </summary>
    public ReadOnlySpan<byte> Module => _tree.ModuleOf(Index);

    /// <summary>Samples whose leaf is this node.</summary>
    public long Self => _tree.SelfValues[Index];

    /// <summary>Samples that pass through this node: its own and those of all descendants.</summary>
    public long Total => _tree.TotalValues[Index];

    /// <summary>Number of nodes above this one; 0 for the root.</summary>
    public int Depth => _tree.Depths[Index];

    /// <summary>The index after the last descendant: the subtree is <c>[Index, SubtreeEnd)</c>.</summary>
    public int SubtreeEnd => _tree.SubtreeEnds[Index];

    /// <summary>The caller, or <see langword="null"/> for the root.</summary>
    public FlameNode? Parent => Index == 0 ? null : new FlameNode(_tree, _tree.Parents[Index]);

    /// <summary>The called frames, ordered by name (bytes) and kind.</summary>
    public FlameNodeChildren Children => new(_tree, Index);

    /// <summary>Whether both are the same node of the same tree.</summary>
    /// <param name="left">A node.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(FlameNode left, FlameNode right) => left.Equals(right);

    /// <summary>Whether the two are different nodes.</summary>
    /// <param name="left">A node.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(FlameNode left, FlameNode right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(FlameNode other) => ReferenceEquals(_tree, other._tree) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FlameNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;

    /// <summary>Name, self and total, for debugging.</summary>
    public override string ToString() => $"{NameText} self={Self} total={Total}";
}
