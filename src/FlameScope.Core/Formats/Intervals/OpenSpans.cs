using FlameScope.Columns;

namespace FlameScope.Formats.Intervals;

/// <summary>The spans that are open on one thread while its events are read in the order of time; the innermost stack becomes samples.</summary>
internal sealed class OpenSpans
{
    private readonly SampleStoreBuilder _builder;
    private readonly IntervalGrid _grid;
    private readonly ThreadId _thread;
    private readonly EventKindId _kind;
    private Column<Span> _open = new();

    /// <param name="builder">Where stacks go.</param>
    /// <param name="grid">Where samples come from.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="kind">The kind of event that the samples are of.</param>
    public OpenSpans(SampleStoreBuilder builder, IntervalGrid grid, ThreadId thread, EventKindId kind)
    {
        _builder = builder;
        _grid = grid;
        _thread = thread;
        _kind = kind;
    }

    /// <summary>Number of open spans.</summary>
    public int Depth => _open.Count;

    /// <summary>The latest time that was told; an event before it counts as of this time.</summary>
    public long Now { get; private set; } = long.MinValue;

    /// <summary>What the innermost span was opened with.</summary>
    public FrameId? Innermost => _open.Count == 0 ? null : _open[_open.Count - 1].Frame;

    /// <summary>Opens a span inside those that are open.</summary>
    /// <param name="frame">Its frame; <see langword="null"/> for a span that only says what its caller does.</param>
    /// <param name="time">When it begins.</param>
    /// <param name="activity">What the thread does while this span is the innermost one.</param>
    public void Open(FrameId? frame, long time, SampleActivity activity = SampleActivity.Working)
    {
        AdvanceTo(time);
        StackId caller = _open.Count == 0 ? StackId.Empty : _open[_open.Count - 1].Stack;
        StackId stack = frame is FrameId called ? _builder.AddStack(caller, called) : caller;
        _open.Add(new Span(frame, Now, stack, activity));
    }

    /// <summary>Closes the innermost span.</summary>
    /// <param name="time">When it ends.</param>
    /// <returns>Whether a span was open.</returns>
    public bool Close(long time)
    {
        AdvanceTo(time);
        if (_open.Count == 0)
        {
            return false;
        }

        _grid.CountSpan(_open[_open.Count - 1].Start, Now);
        _open.Truncate(_open.Count - 1);
        return true;
    }

    /// <summary>Closes the innermost span of a frame, and those inside it.</summary>
    /// <param name="frame">What the span was opened with.</param>
    /// <param name="time">When it ends.</param>
    /// <returns>Number of spans that were closed; 0 where none of that frame is open, and nothing changes but the time.</returns>
    public int Close(FrameId? frame, long time)
    {
        AdvanceTo(time);
        int level = _open.Count - 1;
        while (level >= 0 && _open[level].Frame != frame)
        {
            level--;
        }

        return level < 0 ? 0 : CloseDownTo(level, time);
    }

    /// <summary>Closes every span that is still open.</summary>
    /// <param name="time">When they end.</param>
    /// <returns>Number of spans that were closed.</returns>
    public int CloseAll(long time) => CloseDownTo(0, time);

    private int CloseDownTo(int level, long time)
    {
        int closed = _open.Count - level;
        while (_open.Count > level)
        {
            Close(time);
        }

        return closed;
    }

    private void AdvanceTo(long time)
    {
        if (time <= Now)
        {
            return;
        }

        if (_open.Count > 0)
        {
            Span innermost = _open[_open.Count - 1];
            _grid.Add(Now, time, new SampleRecord(0, innermost.Stack, _thread, _kind) { Activity = innermost.Activity });
        }

        Now = time;
    }

    private readonly record struct Span(FrameId? Frame, long Start, StackId Stack, SampleActivity Activity);
}
