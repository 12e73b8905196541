using System.Runtime.CompilerServices;
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
    public SampleStore Build(LoadReport? report = null) => Build(report, isLast: false);

    /// <summary>Builds the store as <see cref="Build(LoadReport?)"/> does, and gives up its own memory column by column: the builder is empty then.</summary>
    internal SampleStore BuildLast(LoadReport report) => Build(report, isLast: true);

    private SampleStore Build(LoadReport? report, bool isLast)
    {
        int count = SampleCount;
        long derived = CountDerived();
        int[]? order = BackwardSteps == 0 ? null : SampleOrder.ByTime(_times.Values);
        ThreadId[]? renamed = _threads.HasDuplicates ? FindRenamed() : null;
        ThreadId[] threads = Ordered(ref _sampleThreads, order, isLast);
        if (renamed is not null)
        {
            threads = Array.ConvertAll(threads[..count], thread => renamed[thread.Value]);
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
                Report = (report ?? new LoadReport()) with { Samples = count - derived, Derived = derived },
            },
            new SampleColumns
            {
                Count = count,
                Times = Ordered(ref _times, order, isLast),
                Stacks = Ordered(ref _sampleStacks, order, isLast),
                Threads = threads,
                EventKinds = Ordered(ref _sampleEvents, order, isLast),
                Cpus = Ordered(ref _cpus, order, isLast),
                Weights = Ordered(ref _weights, order, isLast),
                Durations = Ordered(ref _durations, order, isLast),
                Labels = Ordered(ref _labels, order, isLast),
                Idle = idle,
                Waiting = waiting,
            });
    }

    private static RareValues Ordered(ref RareColumn column, int[]? order, bool isLast)
    {
        RareValues ordered = column.Complete(order);
        if (isLast)
        {
            column = new RareColumn(column.Usual);
        }

        return ordered;
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

        ulong[] idle = new ulong[Bits.WordsFor(SampleCount)];
        ulong[] waiting = new ulong[idle.Length];
        for (int i = 0; i < SampleCount; i++)
        {
            SampleActivity activity = ActivityOf(order is null ? i : order[i]);
            idle[i / Bits.PerWord] |= (activity == SampleActivity.Idle ? 1UL : 0) << i;
            waiting[i / Bits.PerWord] |= (activity == SampleActivity.Waiting ? 1UL : 0) << i;
        }

        return (NullIfEmpty(idle), NullIfEmpty(waiting));
    }

    private static ulong[]? NullIfEmpty(ulong[] mask) => mask.AsSpan().ContainsAnyExcept(0UL) ? mask : null;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SampleActivity ActivityOf(int sample)
    {
        byte own = sample < _activities.Count ? _activities[sample] : (byte)0;
        int stack = _sampleStacks[sample].Value;
        return (SampleActivity)(own != 0 || stack >= _stackActivities.Count ? own : _stackActivities[stack]);
    }

    // Whatever is added later goes after what is handed over, or to another array.
    private static T[] Ordered<T>(ref Column<T> column, int[]? order, bool isLast)
        where T : unmanaged, IEquatable<T>
    {
        bool isAsItIs = order is null || column.Count == 0 || !column.Values.ContainsAnyExcept(column[0]);
        T[] ordered = isAsItIs ? column.ToArrayWithRoom() : column.ToArray(order!);
        if (isLast)
        {
            column = new Column<T>();
        }

        return ordered;
    }
}
