using FlameScope.Formats.Intervals;

namespace FlameScope.Formats.TraceEvents;

/// <summary>The spans (X, B, E) of a trace's threads, which become samples of the innermost open stack.</summary>
internal sealed class TraceSpans
{
    private const int BytesPerSpan = 48;

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly TraceThreads _threads;
    private readonly TraceMarkers _markers;
    private readonly StringId _sampleCategory;
    private readonly StringId _callerRuns;
    private readonly StringId _callerIsOutside;
    private readonly Dictionary<StringId, FrameId> _frames = [];
    private long _count;

    public TraceSpans(SampleStoreBuilder builder, LoadContext context, TraceThreads threads, TraceMarkers markers)
    {
        _builder = builder;
        _context = context;
        _threads = threads;
        _markers = markers;
        _sampleCategory = builder.AddString("sampleEvent"u8);
        _callerRuns = builder.AddString("CPU_TIME"u8);
        _callerIsOutside = builder.AddString("UNMANAGED_CODE_TIME"u8);
    }

    /// <summary>Where the trace begins, in nanoseconds, where it says: what is before it was left over.</summary>
    public long? Start { get; set; }

    public long EstimatedBytes => _count * BytesPerSpan;

    /// <summary>Adds a whole span (X), or the beginning (B) or the end (E) of one.</summary>
    public void Add(TraceEvent item, long time)
    {
        _count++;
        TraceThread thread = _threads.Get(item.Pid, item.Tid);
        TraceName name = new(item.Name, RoleOf(item));
        if (item.Phase == 'X')
        {
            thread.Add(new TraceSpan(time, time + item.Duration, name, item.Offset));
        }
        else
        {
            thread.Add(new TraceEdge(time, name, item.Phase == 'E', item.Offset));
        }
    }

    /// <summary>Adds the samples of all spans.</summary>
    /// <param name="lastTime">The trace's last time, when spans without an end are over.</param>
    /// <param name="isDefault">Whether views show them by default.</param>
    public void AddSamples(long lastTime, bool isDefault)
    {
        if (_count == 0)
        {
            return;
        }

        IntervalGrid grid = new(_builder, _context);
        EventKindId kind = _builder.AddEventKind("spans"u8, IntervalGrid.KindOf(EventClock.Wall, isDefault));
        foreach (TraceThread thread in _threads.All)
        {
            TraceEdges.Join(thread, lastTime, _context);
            if (!thread.Spans.IsEmpty)
            {
                thread.Spans.Sort(Compare);
                Replay(thread, grid, new OpenSpans(_builder, grid, _threads.RowOf(thread), kind));
                thread.ClearSpans();
                _builder.ThrowIfOverLimits();
            }
        }
    }

    // What begins first is outside; of what begins at once, what lasts longer.
    private static int Compare(TraceSpan left, TraceSpan right) =>
        left.Start != right.Start ? left.Start.CompareTo(right.Start)
        : left.End != right.End ? right.End.CompareTo(left.End)
        : left.Offset.CompareTo(right.Offset);

    private void Replay(TraceThread thread, IntervalGrid grid, OpenSpans open)
    {
        Stack<long> ends = new();
        foreach (TraceSpan span in thread.Spans)
        {
            _markers.AddSpan(span, thread);
            long start = Math.Max(span.Start, Start ?? long.MinValue);
            if (span.End <= start)
            {
                CountEmpty(span, start, grid);
                continue;
            }

            while (ends.TryPeek(out long end) && end <= start)
            {
                open.Close(ends.Pop());
            }

            // A span that outlasts the one it began in ends with it.
            ends.Push(ends.TryPeek(out long outer) ? Math.Min(outer, span.End) : span.End);
            FrameId? frame = span.Name.Role == TraceRole.Work ? FrameOf(span.Name.Text) : null;
            open.Open(frame, start, span.Name.Role == TraceRole.CallerIsOutside ? SampleActivity.Waiting : SampleActivity.Working);
        }

        while (ends.TryPop(out long end))
        {
            open.Close(end);
        }
    }

    private void CountEmpty(TraceSpan span, long start, IntervalGrid grid)
    {
        if (start > span.Start)
        {
            _context.AddSideBand();
        }
        else
        {
            grid.CountSpan(span.Start, span.End);
        }
    }

    private FrameId FrameOf(StringId name)
    {
        if (!_frames.TryGetValue(name, out FrameId frame))
        {
            frame = _builder.AddFrame(_builder.StringOf(name).IsEmpty ? new Frame(_builder.AddString("(unnamed)"u8), default, FrameKind.Unknown) : new Frame(name, default, FrameKind.User));
            _frames.Add(name, frame);
        }

        return frame;
    }

    private TraceRole RoleOf(TraceEvent item) =>
        item.Category != _sampleCategory ? TraceRole.Work
        : item.Name == _callerRuns ? TraceRole.CallerRuns
        : item.Name == _callerIsOutside ? TraceRole.CallerIsOutside
        : TraceRole.Work;
}
