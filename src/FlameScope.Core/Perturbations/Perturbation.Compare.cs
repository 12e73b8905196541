using System.Collections.Immutable;

namespace FlameScope;

public sealed partial class Perturbation
{
    /// <summary>The difference between <see cref="Baseline"/> and <see cref="Examined"/>, as a differential flame graph shows it.</summary>
    /// <param name="store">The samples that the perturbation was found in.</param>
    /// <param name="filter">The filter that it was found with; <see langword="null"/> for the default one.</param>
    /// <param name="tree">How stacks become trees; <see langword="null"/> for the defaults with <see cref="Weight"/>.</param>
    /// <param name="diff">How the sides are compared; <see langword="null"/> for shares.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    public FlameDiff Compare(
        SampleStore store, SampleFilter? filter = null, FlameTreeOptions? tree = null, FlameDiffOptions? diff = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        tree ??= new FlameTreeOptions { Weight = Weight };
        return FlameTree.Diff(Merge(Baseline), Merge(Examined), diff);

        FlameTree Merge(ImmutableArray<TimeRange> parts)
        {
            FlameTree[] trees = [.. parts.Select(part => FlameTree.Build(store, part, filter, tree))];
            return trees is [FlameTree single] ? single : FlameTree.Merge(trees);
        }
    }
}
