using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope;

/// <content>Stores of some of the samples, over the same tables.</content>
public sealed partial class SampleStore
{
    /// <summary>The block of all samples; <see langword="null"/> where there are none.</summary>
    internal SampleBlock? Block => Count == 0 ? null : _block;

    /// <summary>Copies some of the samples into a store over the same tables.</summary>
    /// <param name="own">Which, ascending.</param>
    /// <param name="markers">The markers that it has.</param>
    internal SampleStore Of(int[] own, IEnumerable<Marker> markers)
    {
        ushort[] kinds = Pick(_block.EventKinds, own);
        int derived = kinds.Count(kind => EventKinds[kind].IsDerived);
        LoadReport report = Report with { Samples = own.Length - derived, Derived = derived };
        return Of(own, kinds, Tables with { Markers = [.. markers], Report = report });
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
