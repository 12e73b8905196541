namespace FlameScope;

/// <summary>How stacks become a flame tree.</summary>
/// <remarks>
/// Frames are hidden first, then stacks are inverted, folded, joined to modules or packages, freed of recursion and cut; at last
/// what is narrow becomes <c>other</c>. None of it changes the tree's total.
/// </remarks>
public sealed record FlameTreeOptions
{
    /// <summary>What stands at the root of every stack; the command by default.</summary>
    public RootGrouping Root { get; init; }

    /// <summary>Whether samples are split below the root grouping by where they ran: a node <c>kernel</c> and a node <c>user</c>.</summary>
    public bool SplitKernel { get; init; }

    /// <summary>Frames that are taken out of stacks; what they called stands under what called them.</summary>
    public IReadOnlyList<FramePattern> Hide { get; init; } = [];

    /// <summary>What a node stands for; a function by default.</summary>
    public FrameGrouping Frames { get; init; }

    /// <summary>How a function that calls itself is shown; once a call by default.</summary>
    public RecursionMerge Recursion { get; init; }

    /// <summary>Whether stacks stand on their heads: the leaf first, then its callers.</summary>
    public bool IsInverted { get; init; }

    /// <summary>Frames below which nothing is shown; what stands below counts as their own.</summary>
    public IReadOnlyList<FramePattern> Fold { get; init; } = [];

    /// <summary>
    /// The most frames of a stack that are shown, at least 1; what lies deeper counts as the last shown frame's own.
    /// <see langword="null"/> for all.
    /// </summary>
    public int? MaxDepth { get; init; }

    /// <summary>Nodes with a smaller share of the total than this, 0 to 1, become one node <c>other</c> under their parent.</summary>
    public double MinShare { get; init; }

    /// <summary>Whether nodes are exactly the stacks' frames.</summary>
    internal bool IsPlain =>
        !SplitKernel && Hide.Count == 0 && Frames == FrameGrouping.Function && Recursion == RecursionMerge.None && !IsInverted
        && Fold.Count == 0 && MaxDepth is null;

    /// <exception cref="ArgumentOutOfRangeException">A number or a kind is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Root, (byte)RootGrouping.None, nameof(Root));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Frames, (byte)FrameGrouping.NodePackage, nameof(Frames));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Recursion, (byte)RecursionMerge.All, nameof(Recursion));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth ?? 1, 1, nameof(MaxDepth));
        if (!(MinShare is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(MinShare), MinShare, "A share lies between 0 and 1.");
        }
    }

    /// <summary>Whether other options ask for the same.</summary>
    /// <param name="other">The other options.</param>
    public bool Equals(FlameTreeOptions? other) =>
        other is not null && Root == other.Root && SplitKernel == other.SplitKernel && Frames == other.Frames
        && Recursion == other.Recursion && IsInverted == other.IsInverted && MaxDepth == other.MaxDepth && MinShare.Equals(other.MinShare)
        && Hide.SequenceEqual(other.Hide) && Fold.SequenceEqual(other.Fold);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Root, SplitKernel, Frames, Recursion, IsInverted, MaxDepth, MinShare, HashCode.Combine(Hide.Count, Fold.Count));
}
