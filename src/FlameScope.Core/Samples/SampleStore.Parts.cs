using FlameScope.Columns;
using FlameScope.Filters;
using FlameScope.Samples;

namespace FlameScope;

/// <content>Stores of some of the samples, over the same tables.</content>
public sealed partial class SampleStore
{
    /// <summary>Copies the samples of a slice into a store of their own, with the markers in it.</summary>
    /// <param name="slice">The slice. Where its filter takes all events, those that were worked out of others are copied too.</param>
    /// <returns>
    /// A store that shares the tables of strings, frames, stacks, threads and events, and counts seconds from the same
    /// <see cref="Profile.Origin"/>. A sample that lasts longer than the slice keeps its whole duration.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The slice's filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    /// <exception cref="OperationCanceledException">The slice was cancelled.</exception>
    public static SampleStore From(ProfileSlice slice)
    {
        ArgumentNullException.ThrowIfNull(slice);
        SampleStore store = slice.Profile.ToStore();
        int[] own = store.Count == 0 ? [] : SamplesOf(slice, store._block);
        ushort[] kinds = Pick(store._block.EventKinds, own);
        int derived = kinds.Count(kind => store.EventKinds[kind].IsDerived);
        LoadReport report = store.Report with { Samples = own.Length - derived, Derived = derived };
        return store.Of(own, kinds, store.Tables with { Markers = [.. slice.Markers], Report = report });
    }

    /// <summary>Splits the samples by their kind of event, one store each.</summary>
    /// <returns>
    /// Stores by <see cref="EventKindId"/>, each with that kind alone. They share this store's tables of strings, frames, stacks and
    /// threads, its markers, and count seconds from the same <see cref="Profile.Origin"/>; each has an account of its own, in which
    /// lines that could not be read and lost events stay with the first.
    /// </returns>
    public SampleStore[] SplitByEvent()
    {
        SampleStore[] parts = new SampleStore[EventKinds.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            int[] own = SamplesOf((ushort)i);
            LoadReport report = i == 0 ? Report with { Samples = own.Length } : new LoadReport { Samples = own.Length };
            parts[i] = Of(own, new ushort[own.Length], Tables with { EventKinds = [EventKinds[i]], Report = report });
        }

        return parts;
    }

    private static int[] SamplesOf(ProfileSlice slice, SampleBlock block)
    {
        Profile profile = slice.Profile;
        if (slice.Range is not null)
        {
            profile.ThrowIfNoClock();
        }

        SampleFilter filter = slice.Filter;
        using BlockSelection selection = new(block, slice.Range is null ? null : slice.RangeSpan.ToArray(), byOverlap: true);
        selection.Keep(filter.Event.ResolveIn(profile) is EventKindId kind && profile.EventKinds.Length > 1 ? new EventPredicate(kind) : null);
        selection.Keep(filter.IncludeIdle || block.Idle is null ? null : new IdlePredicate().Negate());
        selection.Keep(filter.IncludeWaiting || block.Waiting is null ? null : new WaitingPredicate().Negate());
        selection.Keep(filter.Where?.ResolveIn(profile, slice.Cancellation));
        int[] own = new int[selection.Shown];
        int count = 0;
        foreach ((int first, int end) in selection.Runs)
        {
            for (int sample = first; sample < end; sample++)
            {
                own[count++] = sample;
            }
        }

        return own;
    }

    private SampleStore Of(int[] own, ushort[] eventKinds, ProfileTables tables) => new(
        tables,
        new SampleColumns
        {
            Count = own.Length,
            Times = Pick(_block.Times, own),
            Stacks = Pick(_block.Stacks, own),
            Threads = Pick(_block.Threads, own),
            EventKinds = eventKinds,
            Cpus = Pick(_block.Cpus, own),
            Weights = Pick(_block.Weights, own),
            Durations = Pick(_block.Durations, own),
            Labels = Pick(_block.Labels, own),
            Idle = Pick(_block.Idle, own),
            Waiting = Pick(_block.Waiting, own),
        },
        Origin);

    private int[] SamplesOf(ushort id)
    {
        List<int> own = [];
        for (int sample = 0; sample < Count; sample++)
        {
            if (_block.EventKinds[sample] == id)
            {
                own.Add(sample);
            }
        }

        return [.. own];
    }

    private static T[] Pick<T>(ReadOnlySpan<T> column, int[] samples)
    {
        T[] picked = new T[column.IsEmpty ? 0 : samples.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = column[samples[i]];
        }

        return picked;
    }

    private static RareValues Pick(RareValues column, int[] samples)
    {
        RareColumn picked = new(column.Usual);
        foreach (int sample in samples)
        {
            picked.Add(column[sample]);
        }

        return picked.Complete(null);
    }

    private static ulong[]? Pick(ulong[]? mask, int[] samples)
    {
        if (mask is null)
        {
            return null;
        }

        ulong[] picked = new ulong[Bits.WordsFor(samples.Length)];
        for (int i = 0; i < samples.Length; i++)
        {
            if (Bits.IsSet(mask, samples[i]))
            {
                Bits.Set(picked, i);
            }
        }

        return picked.AsSpan().ContainsAnyExcept(0UL) ? picked : null;
    }
}
