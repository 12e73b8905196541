using FlameScope.Flames;

namespace FlameScope;

/// <summary>Two flame trees as one: every node of either side, with the values of both and their difference.</summary>
/// <remarks>
/// Immutable. Nodes lie in depth-first order, siblings by name and kind, and keep a zero for the side that does not have them.
/// A positive difference means more in the examined tree than in the baseline. An empty side counts as shares of 0.
/// </remarks>
public sealed class FlameDiff
{
    private readonly FlameTree _union;
    private readonly DiffSide _baseline;
    private readonly DiffSide _examined;
    private readonly double[] _adjusted;

    private FlameDiff(FlameTree union, DiffSide baseline, DiffSide examined, FlameDiffOptions options)
    {
        _union = union;
        _baseline = baseline;
        _examined = examined;
        Options = options;
        _adjusted = Significance.Of(baseline, baseline.Totals, examined, examined.Totals, options.Mode);
    }

    /// <summary>Compares two trees: of two slices of one profile, or of two profiles.</summary>
    /// <param name="baseline">What is usual.</param>
    /// <param name="examined">What is looked at; more here than in the baseline is a positive difference.</param>
    /// <param name="options">How they are compared; <see langword="null"/> for shares of each tree's total.</param>
    /// <exception cref="ArgumentNullException">A tree is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The trees have different metrics, or values per second are asked for of a tree without <see cref="FlameTree.Duration"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static FlameDiff Create(FlameTree baseline, FlameTree examined, FlameDiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(examined);
        options ??= new FlameDiffOptions();
        options.Check();
        return Build(baseline, examined, options);
    }

    /// <summary>How the trees were compared.</summary>
    public FlameDiffOptions Options { get; }

    /// <summary>The tree that the other is compared with.</summary>
    public FlameTree Baseline => _baseline.Tree;

    /// <summary>The tree that is compared.</summary>
    public FlameTree Examined => _examined.Tree;

    /// <summary>
    /// Both trees in one: names, kinds, modules and places of all nodes; its values are the sums of both sides' (unscaled) values.
    /// </summary>
    public FlameTree Union => _union;

    /// <summary>Number of nodes, the root included.</summary>
    public int Count => _union.Count;

    /// <summary>Each node's own value in the baseline.</summary>
    public ReadOnlySpan<long> BaselineSelf => _baseline.Selfs;

    /// <summary>Each node's value in the baseline, with those of all descendants.</summary>
    public ReadOnlySpan<long> BaselineTotal => _baseline.Totals;

    /// <summary>Each node's own value in the examined tree.</summary>
    public ReadOnlySpan<long> ExaminedSelf => _examined.Selfs;

    /// <summary>Each node's value in the examined tree, with those of all descendants.</summary>
    public ReadOnlySpan<long> ExaminedTotal => _examined.Totals;

    /// <summary>A node by its place in depth-first order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public FlameDiffNode this[int index] => new(this, _union[index]);

    /// <summary>The difference of a node's own values, in the unit of <see cref="FlameDiffOptions.Mode"/>; never rounded.</summary>
    /// <param name="node">A node of the union.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="node"/> is out of range.</exception>
    public double SelfDelta(int node) => (_examined.Selfs[node] * _examined.Scale) - (_baseline.Selfs[node] * _baseline.Scale);

    /// <summary>The difference of a node's totals, in the unit of <see cref="FlameDiffOptions.Mode"/>; never rounded.</summary>
    /// <param name="node">A node of the union.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="node"/> is out of range.</exception>
    public double TotalDelta(int node) => (_examined.Totals[node] * _examined.Scale) - (_baseline.Totals[node] * _baseline.Scale);

    /// <summary>
    /// The chance of a difference of a node's totals at least this large between trees of the same behaviour, adjusted for the
    /// number of nodes looked at (Benjamini and Hochberg); docs/comparing.md says how to read it.
    /// </summary>
    /// <param name="node">A node of the union.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="node"/> is out of range.</exception>
    public double AdjustedPValue(int node) => _adjusted[node];

    /// <summary>Whether a node's difference is more than noise: its adjusted chance is at most <see cref="FlameDiffOptions.FalseDiscoveryRate"/>.</summary>
    /// <param name="node">A node of the union.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="node"/> is out of range.</exception>
    public bool IsSignificant(int node) => _adjusted[node] <= Options.FalseDiscoveryRate;

    /// <summary>
    /// What is only in the baseline, as a tree with the baseline's values: nodes that both sides have stand in it with nothing of
    /// their own, so that the way to what is gone can be seen; nodes of the examined tree alone do not. Its
    /// <see cref="FlameTree.Coverage"/> is the baseline's.
    /// </summary>
    public FlameTree Elided()
    {
        // What still stands above something removed is shown as the way to it.
        bool[] leadsToRemoved = new bool[Count];
        for (int node = Count - 1; node >= 0; node--)
        {
            leadsToRemoved[node] |= BaselineTotal[node] != 0 && ExaminedTotal[node] == 0;
            leadsToRemoved[_union.Parents[node]] |= leadsToRemoved[node];
        }

        FlameTreeBuilder builder = new();
        int[] nodeOf = new int[Count];
        for (int node = 0; node < Count; node++)
        {
            if (!leadsToRemoved[node])
            {
                continue;
            }

            nodeOf[node] = node == 0 ? 0 : builder.Child(
                nodeOf[_union.Parents[node]],
                builder.InternName(_union.NameOf(node)),
                _union.KindByteOf(node),
                builder.InternName(_union.ModuleOf(node)));
            builder.AddSelf(nodeOf[node], ExaminedTotal[node] == 0 ? BaselineSelf[node] : 0);
        }

        return builder.Build(Baseline.Head);
    }

    /// <summary>The frames of both sides: what each ran by itself and in all, recursion counted once.</summary>
    /// <returns>Rows by how much their totals differ, the largest differences first.</returns>
    public IReadOnlyList<FrameDiffRow> Frames()
    {
        FrameKeys keys = new(_union);
        long[] baselineTotals = keys.TotalsOf(_baseline.Totals);
        long[] examinedTotals = keys.TotalsOf(_examined.Totals);
        long[] baselineSelfs = keys.SelfsOf(_baseline.Selfs);
        long[] examinedSelfs = keys.SelfsOf(_examined.Selfs);
        double[] adjusted = Significance.Of(_baseline, baselineTotals, _examined, examinedTotals, Options.Mode);
        FrameDiffRow[] rows = new FrameDiffRow[keys.Count];
        for (int key = 0; key < rows.Length; key++)
        {
            rows[key] = new FrameDiffRow
            {
                Name = keys.NameOf(key),
                Kind = keys.KindOf(key),
                Module = keys.ModuleOf(key),
                BaselineSelf = baselineSelfs[key],
                BaselineTotal = baselineTotals[key],
                ExaminedSelf = examinedSelfs[key],
                ExaminedTotal = examinedTotals[key],
                SelfDelta = (examinedSelfs[key] * _examined.Scale) - (baselineSelfs[key] * _baseline.Scale),
                TotalDelta = (examinedTotals[key] * _examined.Scale) - (baselineTotals[key] * _baseline.Scale),
                AdjustedPValue = adjusted[key],
                IsSignificant = adjusted[key] <= Options.FalseDiscoveryRate,
            };
        }

        return [.. rows.OrderByDescending(row => Math.Abs(row.TotalDelta)).ThenByDescending(row => Math.Abs(row.SelfDelta))
            .ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.Kind)];
    }

    private static FlameDiff Build(FlameTree baseline, FlameTree examined, FlameDiffOptions options)
    {
        if (baseline.Metric != examined.Metric)
        {
            throw new ArgumentException(
                $"A tree of {examined.Metric.Unit} ({examined.Metric.Name}) cannot be compared with one of {baseline.Metric.Unit} ({baseline.Metric.Name}).", nameof(examined));
        }

        FlameTree union = FlameTree.Merge([baseline, examined]);
        return new FlameDiff(
            union,
            new DiffSide(baseline, NodesIn(union, baseline), union.Count, options.Mode),
            new DiffSide(examined, NodesIn(union, examined), union.Count, options.Mode),
            options);
    }

    // Both trees are in the same order of names, so the side's next node is found going on from its last one.
    private static int[] NodesIn(FlameTree union, FlameTree side)
    {
        int[] nodeOf = new int[side.Count];
        int next = 1;
        for (int node = 1; node < nodeOf.Length; node++)
        {
            int parent = nodeOf[side.Parents[node]];
            while (union.Parents[next] != parent || union.KindByteOf(next) != side.KindByteOf(node)
                || !union.NameOf(next).SequenceEqual(side.NameOf(node)))
            {
                next++;
            }

            nodeOf[node] = next++;
        }

        return nodeOf;
    }
}
