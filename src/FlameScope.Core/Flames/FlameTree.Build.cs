using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Flames;

public sealed partial class FlameTree
{
    /// <summary>Merges the stacks of a store's samples into a tree.</summary>
    /// <param name="store">The samples.</param>
    /// <param name="range">The slice of time, half-open, in nanoseconds; <see langword="null"/> for the whole profile.</param>
    /// <param name="filter">Which samples are merged; <see langword="null"/> for the first event without idle CPUs.</param>
    /// <param name="options">How stacks become the tree; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">A range is given and the profile has no clock.</exception>
    public static FlameTree Build(
        SampleStore store, TimeRange? range = null, SampleFilter? filter = null, FlameTreeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ThreadGroups groups = new(store, (options ?? new FlameTreeOptions()).Root);
        SampleSelector selector = new(store, range, filter ?? SampleFilter.Default);
        FlameTreeBuilder builder = new();
        StackScratch scratch = store.StackScratch.Get();
        try
        {
            StackCounter counter = new(scratch, groups.Count);
            for (int sample = selector.First; sample < selector.End; sample++)
            {
                if (selector.Select(sample))
                {
                    counter.Add(groups.GroupOf(store.Threads[sample]), store.Stacks[sample], 1);
                }
            }

            new StackMerger(store, builder, scratch).Merge(counter.CountsByGroup(), groups);
        }
        finally
        {
            store.StackScratch.Return(scratch);
        }

        return builder.Build(selector.ToCoverage(), range, selector.EventName);
    }
}
