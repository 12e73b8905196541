namespace FlameScope;

/// <summary>What the values of two trees are divided by before they are compared.</summary>
public enum FlameDiffMode : byte
{
    /// <summary>Each tree's total: differences are parts of the whole, 0.05 for five percentage points.</summary>
    Share = 0,

    /// <summary>Each tree's <see cref="FlameTree.Duration"/>: differences are values per second.</summary>
    PerSecond = 1,

    /// <summary>Nothing: differences are those of the values themselves.</summary>
    Raw = 2,
}

/// <summary>How two flame trees are compared.</summary>
public sealed record FlameDiffOptions
{
    /// <summary>What values are divided by; each tree's total by default.</summary>
    public FlameDiffMode Mode { get; init; }

    /// <summary>
    /// The share of false ones among the nodes called significant that is accepted, over 0 and below 1; 0.05 by default. Where
    /// both trees come from the same behaviour, it is the chance that any node at all is called significant.
    /// </summary>
    public double FalseDiscoveryRate { get; init; } = 0.05;

    /// <exception cref="ArgumentOutOfRangeException">The mode or the rate is out of range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Mode, (byte)FlameDiffMode.Raw, nameof(Mode));
        if (!(FalseDiscoveryRate is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(FalseDiscoveryRate), FalseDiscoveryRate, "A rate lies between 0 and 1.");
        }
    }
}
