namespace FlameScope;

public sealed partial class FlameTree
{
    /// <summary>Compares two trees: of two slices of one profile, or of two profiles.</summary>
    /// <param name="baseline">What is usual.</param>
    /// <param name="examined">What is looked at; more here than in the baseline is a positive difference.</param>
    /// <param name="options">How they are compared; <see langword="null"/> for shares of each tree's total.</param>
    /// <exception cref="ArgumentNullException">A tree is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The trees have different metrics, or values per second are asked for of a tree without <see cref="Duration"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static FlameDiff Diff(FlameTree baseline, FlameTree examined, FlameDiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(examined);
        options ??= new FlameDiffOptions();
        options.Check();
        return FlameDiff.Build(baseline, examined, options);
    }
}
