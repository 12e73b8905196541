using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    /// <summary>Builds the store: samples sorted by time, those of one instant in the order in which they were added.</summary>
    /// <param name="report">
    /// The account of the input that was read, its number of samples aside; <see langword="null"/> for an input that was read whole.
    /// </param>
    /// <remarks>The builder may be used further; the store does not change with it.</remarks>
    public SampleStore Build(LoadReport? report = null)
    {
        long derived = CountDerived();
        int[]? order = BackwardSteps == 0 ? null : SampleOrder.ByTime(_times.Values);
        ThreadId[]? renamed = _threads.HasDuplicates ? FindRenamed() : null;
        ThreadId[] threads = Ordered(_sampleThreads, order);
        if (renamed is not null)
        {
            threads = Array.ConvertAll(threads[..SampleCount], thread => renamed[thread.Value]);
        }

        PadRareColumns();

        (ulong[]? idle, ulong[]? waiting) = MasksOf(order);
        return new SampleStore(
            new ProfileTables
            {
                Strings = new Utf8Table(_strings),
                Frames = _frames.Build(),
                Stacks = _stacks.Build(),
                Threads = _threads.Build(),
                EventKinds = [.. _eventKinds],
                Labels = _labelTable.Build(),
                Markers = [.. MarkersOf(renamed).OrderBy(marker => marker.Range.Start)],
                Header = Header,
                TimeAxis = TimeAxis,
                Report = (report ?? new LoadReport()) with { Samples = SampleCount - derived, Derived = derived },
            },
            new SampleColumns
            {
                Count = SampleCount,
                Times = Ordered(_times, order),
                Stacks = Ordered(_sampleStacks, order),
                Threads = threads,
                EventKinds = Ordered(_sampleEvents, order),
                Cpus = Ordered(_cpus, order),
                Weights = _weights.Complete(order),
                Durations = _durations.Complete(order),
                Labels = Ordered(_labels, order),
                Idle = idle,
                Waiting = waiting,
            });
    }

    private long CountDerived()
    {
        long count = 0;
        for (int kind = 0; kind < _eventKinds.Count; kind++)
        {
            count += _eventKinds[kind].IsDerived ? _sampleEvents.Values.Count((ushort)kind) : 0;
        }

        return count;
    }

    private IEnumerable<Marker> MarkersOf(ThreadId[]? renamed) => renamed is null
        ? _markers
        : _markers.Select(marker => marker.Thread is ThreadId thread ? marker with { Thread = renamed[thread.Value] } : marker);

    // Threads that are one since they were named go by the first of their rows.
    private ThreadId[] FindRenamed()
    {
        Dictionary<ProfiledThread, ThreadId> first = [];
        ThreadId[] renamed = new ThreadId[_threads.Rows.Length];
        for (int row = 0; row < renamed.Length; row++)
        {
            first.TryAdd(_threads.Rows[row], new ThreadId(row));
            renamed[row] = first[_threads.Rows[row]];
        }

        return renamed;
    }

    // Null where no sample is so marked.
    private (ulong[]? Idle, ulong[]? Waiting) MasksOf(int[]? order)
    {
        bool byStack = _stackActivities.Values.ContainsAnyExcept((byte)0);
        if (!byStack && !_activities.Values.ContainsAnyExcept((byte)0))
        {
            return (null, null);
        }

        if (!byStack && order is null)
        {
            return (MaskOf(SampleActivity.Idle), MaskOf(SampleActivity.Waiting));
        }

        ulong[]? idle = null;
        ulong[]? waiting = null;
        for (int i = 0; i < SampleCount; i++)
        {
            SampleActivity activity = ActivityOf(order is null ? i : order[i]);
            if (activity == SampleActivity.Idle)
            {
                Bits.Set(idle ??= new ulong[Bits.WordsFor(SampleCount)], i);
            }
            else if (activity == SampleActivity.Waiting)
            {
                Bits.Set(waiting ??= new ulong[Bits.WordsFor(SampleCount)], i);
            }
        }

        return (idle, waiting);
    }

    private ulong[]? MaskOf(SampleActivity activity)
    {
        if (!_activities.Values.Contains((byte)activity))
        {
            return null;
        }

        ulong[] mask = new ulong[Bits.WordsFor(SampleCount)];
        Bits.WhereEqual(_activities.Values, (byte)activity, mask);
        return mask;
    }

    private SampleActivity ActivityOf(int sample)
    {
        byte own = sample < _activities.Count ? _activities[sample] : (byte)0;
        int stack = _sampleStacks[sample].Value;
        return (SampleActivity)(own != 0 || stack >= _stackActivities.Count ? own : _stackActivities[stack]);
    }

    // Whatever is added later goes after what is handed over, or to another array.
    private static T[] Ordered<T>(Column<T> column, int[]? order)
        where T : unmanaged, IEquatable<T> =>
        order is null || column.Count == 0 || !column.Values.ContainsAnyExcept(column[0]) ? column.ToArrayWithRoom() : column.ToArray(order);
}
