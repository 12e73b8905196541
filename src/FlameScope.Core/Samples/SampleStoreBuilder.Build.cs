using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    /// <summary>Builds the store: samples sorted by time, those of one instant in the order in which they were added.</summary>
    /// <remarks>The builder may be used further; the store does not change with it.</remarks>
    public SampleStore Build()
    {
        int[]? order = BackwardSteps == 0 ? null : OrderByTime();
        return new SampleStore(new SampleStoreParts
        {
            Strings = new Utf8Table(_strings),
            Frames = _frames.Build(),
            Stacks = _stacks.Build(),
            ThreadTable = _threads.Build(),
            EventTable = _events.Build(),
            Times = Ordered(_times, order),
            SampleStacks = Ordered(_sampleStacks, order),
            SampleThreads = Ordered(_sampleThreads, order),
            SampleEvents = Ordered(_sampleEvents, order),
            Cpus = Ordered(_cpus, order),
            Weights = Ordered(_weights, order),
            UniformWeight = _uniformWeight,
            Header = Header,
            TimeAxis = TimeAxis,
            Report = BuildReport(),
        });
    }

    private int[] OrderByTime()
    {
        ReadOnlySpan<long> times = _times.Values;
        int[] order = new int[times.Length];
        (long Time, int Sample)[] keys = new (long, int)[times.Length];
        for (int i = 0; i < order.Length; i++)
        {
            keys[i] = (times[i], i);
            order[i] = i;
        }

        // The position is part of the key, which makes the unstable sort stable.
        Array.Sort(keys, order);
        return order;
    }

    private static T[] Ordered<T>(Column<T> column, int[]? order)
        where T : unmanaged
    {
        if (order is null || column.Count == 0)
        {
            return column.Values.ToArray();
        }

        T[] ordered = new T[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            ordered[i] = column[order[i]];
        }

        return ordered;
    }
}
