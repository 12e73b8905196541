using FlameScope.Flames;

namespace FlameScope;

/// <summary>Two flame trees as one: every node of either side, with the values of both and their difference.</summary>
/// <remarks>
/// Immutable. Nodes lie in depth-first order, siblings by name and kind, and keep a zero for the side that does not have them.
/// A positive difference means more in the examined tree than in the baseline. An empty side counts as shares of 0.
/// </remarks>
public sealed partial class FlameDiff
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
}
