using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope;

public sealed partial class SampleStore
{
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
            parts[i] = new SampleStore(
                Tables with
                {
                    EventKinds = [EventKinds[i]],
                    Report = i == 0 ? Report with { Samples = own.Length } : new LoadReport { Samples = own.Length },
                },
                new SampleColumns
                {
                    Times = Pick(_block.Times, own),
                    Stacks = Pick(_block.Stacks, own),
                    Threads = Pick(_block.Threads, own),
                    EventKinds = new ushort[own.Length],
                    Cpus = Pick(_block.Cpus, own),
                    Weights = Pick(_block.Weights, own),
                    UniformWeight = UniformWeight,
                    Durations = Pick(_block.Durations, own),
                    Labels = Pick(_block.Labels, own),
                    Idle = Pick(_block.Idle, own),
                    Waiting = Pick(_block.Waiting, own),
                },
                Origin);
        }

        return parts;
    }

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

    private static T[] Pick<T>(T[] column, int[] samples) =>
        column.Length == 0 ? [] : Array.ConvertAll(samples, sample => column[sample]);

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
