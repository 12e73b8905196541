using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>The samples of a slice one by one.</summary>
internal static class SliceSamples
{
    public static SampleStore ToStore(ProfileSlice slice)
    {
        if (slice.Range is not null)
        {
            slice.Profile.ThrowIfNoClock();
        }

        SampleStore store = slice.Profile.ToStore();
        return store.Of(store.Block is SampleBlock block ? Of(slice, block) : [], slice.Markers);
    }

    private static int[] Of(ProfileSlice slice, SampleBlock block)
    {
        Profile profile = slice.Profile;
        SampleFilter filter = slice.Filter;
        using BlockSelection selection = new(block, slice.Range is null ? null : slice.RangeSpan.ToArray(), byOverlap: true);
        selection.Keep(filter.Event.ResolveIn(profile) is EventKindId kind && profile.EventKinds.Length > 1 ? new EventPredicate(kind) : null);
        selection.Keep(filter.IncludeIdle || block.Idle is null ? null : new IdlePredicate().Negate());
        selection.Keep(filter.IncludeWaiting || block.Waiting is null ? null : new WaitingPredicate().Negate());
        selection.Keep(filter.Where?.ResolveIn(profile, slice.Cancellation));
        int[] samples = new int[selection.Shown];
        int count = 0;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                samples[count++] = sample;
            }
        }

        return samples;
    }
}
