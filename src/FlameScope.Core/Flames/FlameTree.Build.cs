using FlameScope.Filters;
using FlameScope.Flames;
using FlameScope.Samples;

namespace FlameScope;

public sealed partial class FlameTree
{
    /// <summary>Merges the stacks of a store's samples into a tree.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="range">The slice of time, half-open, in nanoseconds; <see langword="null"/> for the whole profile.</param>
    /// <param name="filter">Which samples are merged; <see langword="null"/> for the first event without idle CPUs.</param>
    /// <param name="options">How stacks become the tree; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// A range is given and the profile has no clock, or periods add up to more than 2^63 - 1.
    /// </exception>
    public static FlameTree Build(
        SampleStore store, TimeRange? range = null, SampleFilter? filter = null, FlameTreeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= new FlameTreeOptions();
        options.Check();
        using SampleSelection selection = new(store, range, filter ?? SampleFilter.Default, options.Weight);
        ThreadGroups groups = new(store, options.Root);
        StackScratch scratch = store.StackScratch.Get();
        try
        {
            StackCounter.Count(store, selection, groups, options.Weight, scratch);
            FlameTreeHead head = FlameTreeHead.Of(store, range, selection);
            FlameTree tree = options.IsPlain
                ? new FlameTree(OrderedMerger.Merge(store, groups, scratch, options.MinimumShare), store.Strings, groups.Labels, head)
                : new StackTransformer(store, groups, options).Merge(scratch, head);
            return tree.Prune(options.MinimumShare);
        }
        finally
        {
            store.StackScratch.Return(scratch);
        }
    }
}
