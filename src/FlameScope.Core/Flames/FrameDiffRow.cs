namespace FlameScope;

/// <summary>One function on both sides of a difference.</summary>
public sealed record FrameDiffRow
{
    /// <summary>The function's name; invalid UTF-8 is replaced by U+FFFD.</summary>
    public required string Name { get; init; }

    /// <summary>Where its code comes from.</summary>
    public required FrameKind Kind { get; init; }

    /// <summary>The file the code came from; empty where unknown or where functions of several files have this name.</summary>
    public required string Module { get; init; }

    /// <summary>What it ran by itself in the baseline.</summary>
    public required long BaselineSelf { get; init; }

    /// <summary>What ran under it in the baseline, itself included, recursion counted once.</summary>
    public required long BaselineTotal { get; init; }

    /// <summary>What it ran by itself in the examined tree.</summary>
    public required long ExaminedSelf { get; init; }

    /// <summary>What ran under it in the examined tree, itself included, recursion counted once.</summary>
    public required long ExaminedTotal { get; init; }

    /// <summary>The difference of what it ran by itself, in the unit of <see cref="FlameDiffOptions.Mode"/>.</summary>
    public required double SelfDelta { get; init; }

    /// <summary>The difference of what ran under it, in the unit of <see cref="FlameDiffOptions.Mode"/>.</summary>
    public required double TotalDelta { get; init; }

    /// <summary>The chance of such a difference without a cause, adjusted for the number of functions; see <see cref="FlameDiff.AdjustedPValue"/>.</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Whether the difference is more than noise, at <see cref="FlameDiffOptions.FalseDiscoveryRate"/>.</summary>
    public required bool IsSignificant { get; init; }
}
