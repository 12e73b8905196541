using FlameScope.Samples;

namespace FlameScope;

public sealed partial class SampleStore
{
    /// <summary>Splits the samples by their kind of event, one store each.</summary>
    /// <returns>
    /// Stores by <see cref="EventKindId"/>, each with that event alone. They share this store's tables of strings, frames, stacks and
    /// threads, and count seconds from the same <see cref="Origin"/>; each has an account of its own, in which lines that could not be read and lost events stay with the first.
    /// </returns>
    public SampleStore[] SplitByEvent()
    {
        SampleStore[] parts = new SampleStore[_eventTable.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            int[] own = SamplesOf((ushort)i);
            parts[i] = new SampleStore(new SampleStoreParts
            {
                Strings = Strings,
                Frames = _frames,
                Stacks = StackTrie,
                ThreadTable = _threadTable,
                EventTable = [_eventTable[i]],
                Times = Pick(_times, own),
                SampleStacks = Pick(_stacks, own),
                SampleThreads = Pick(_threads, own),
                SampleEvents = new ushort[own.Length],
                Cpus = Pick(_cpus, own),
                Weights = _weights.Length == 0 ? [] : Pick(_weights, own),
                UniformWeight = UniformWeight,
                Origin = Origin,
                Header = Header,
                TimeAxis = TimeAxis,
                Report = i == 0 ? Report with { Samples = own.Length } : new LoadReport { Samples = own.Length },
            });
        }

        return parts;
    }

    private int[] SamplesOf(ushort id)
    {
        List<int> own = [];
        for (int sample = 0; sample < _events.Length; sample++)
        {
            if (_events[sample] == id)
            {
                own.Add(sample);
            }
        }

        return [.. own];
    }

    private static T[] Pick<T>(T[] column, int[] samples) => Array.ConvertAll(samples, sample => column[sample]);
}
