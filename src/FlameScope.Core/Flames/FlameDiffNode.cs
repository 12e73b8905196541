namespace FlameScope;

/// <summary>One node of a difference.</summary>
public readonly struct FlameDiffNode : IEquatable<FlameDiffNode>
{
    private readonly FlameDiff _diff;
    private readonly FlameNode _node;

    internal FlameDiffNode(FlameDiff diff, FlameNode node)
    {
        _diff = diff;
        _node = node;
    }

    /// <summary>The node in <see cref="FlameDiff.Union"/>: its name, kind, module and place.</summary>
    public FlameNode Node => _node;

    /// <summary>Its own value in the baseline.</summary>
    public long BaselineSelf => _diff.BaselineSelf[_node.Index];

    /// <summary>Its value in the baseline, with those of all descendants.</summary>
    public long BaselineTotal => _diff.BaselineTotal[_node.Index];

    /// <summary>Its own value in the examined tree.</summary>
    public long ExaminedSelf => _diff.ExaminedSelf[_node.Index];

    /// <summary>Its value in the examined tree, with those of all descendants.</summary>
    public long ExaminedTotal => _diff.ExaminedTotal[_node.Index];

    /// <summary>See <see cref="FlameDiff.SelfDelta"/>.</summary>
    public double SelfDelta => _diff.SelfDelta(_node.Index);

    /// <summary>See <see cref="FlameDiff.TotalDelta"/>.</summary>
    public double TotalDelta => _diff.TotalDelta(_node.Index);

    /// <summary>See <see cref="FlameDiff.AdjustedPValue"/>.</summary>
    public double AdjustedPValue => _diff.AdjustedPValue(_node.Index);

    /// <summary>See <see cref="FlameDiff.IsSignificant"/>.</summary>
    public bool IsSignificant => _diff.IsSignificant(_node.Index);

    /// <summary>Whether only the examined tree has the node.</summary>
    public bool IsNew => BaselineTotal == 0 && ExaminedTotal != 0;

    /// <summary>Whether only the baseline has the node.</summary>
    public bool IsRemoved => ExaminedTotal == 0 && BaselineTotal != 0;

    /// <inheritdoc/>
    public bool Equals(FlameDiffNode other) => ReferenceEquals(_diff, other._diff) && _node.Index == other._node.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FlameDiffNode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _node.Index;

    /// <summary>Whether two values are the same node of the same difference.</summary>
    /// <param name="left">One node.</param>
    /// <param name="right">Another.</param>
    public static bool operator ==(FlameDiffNode left, FlameDiffNode right) => left.Equals(right);

    /// <summary>Whether two values are not the same node of the same difference.</summary>
    /// <param name="left">One node.</param>
    /// <param name="right">Another.</param>
    public static bool operator !=(FlameDiffNode left, FlameDiffNode right) => !left.Equals(right);
}
