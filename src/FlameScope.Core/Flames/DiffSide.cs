namespace FlameScope.Flames;

/// <summary>One side of a difference, on the nodes of the union.</summary>
internal sealed class DiffSide
{
    private const double NanosecondsPerSecond = 1e9;

    /// <param name="tree">The side's tree.</param>
    /// <param name="nodeOf">By node of the tree: its node in the union.</param>
    /// <param name="count">Nodes of the union.</param>
    /// <param name="mode">What values are divided by.</param>
    /// <exception cref="ArgumentException">Values per second are asked for, and the tree has no duration.</exception>
    public DiffSide(FlameTree tree, int[] nodeOf, int count, FlameDiffMode mode)
    {
        Tree = tree;
        Selfs = new long[count];
        Totals = new long[count];
        for (int node = 0; node < nodeOf.Length; node++)
        {
            Selfs[nodeOf[node]] = tree.SelfValues[node];
            Totals[nodeOf[node]] = tree.TotalValues[node];
        }

        Seconds = (tree.Duration ?? 0) / NanosecondsPerSecond;
        Scale = mode switch
        {
            FlameDiffMode.Raw => 1,
            FlameDiffMode.Share => tree.Total == 0 ? 0 : 1.0 / tree.Total,
            _ when tree.Duration is null => throw new ArgumentException(
                "A difference per second needs to know how long both trees took; a profile without a clock does not say. Compare shares."),
            _ => Seconds == 0 ? 0 : 1 / Seconds,
        };

        // Where values are weights, the test goes by how many samples of equal weight would be as certain.
        Samples = (long)Math.Round(tree.Head.EffectiveSamples);
        SamplesPerValue = tree.Total == 0 ? 0 : (double)Samples / tree.Total;
    }

    public FlameTree Tree { get; }

    public long[] Selfs { get; }

    public long[] Totals { get; }

    /// <summary>What values are multiplied with to be compared.</summary>
    public double Scale { get; }

    public double Seconds { get; }

    /// <summary>How many samples of equal weight the tree stands for.</summary>
    public long Samples { get; }

    /// <summary>Samples per unit of value.</summary>
    public double SamplesPerValue { get; }
}
