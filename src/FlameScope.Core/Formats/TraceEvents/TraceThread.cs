using FlameScope.Columns;

namespace FlameScope.Formats.TraceEvents;

/// <summary>A thread of a trace, with the spans on it.</summary>
internal sealed class TraceThread(TraceId pid, TraceId tid)
{
    private Column<TraceSpan> _spans = new();
    private Column<TraceEdge> _edges = new();

    public TraceId Pid { get; } = pid;

    public TraceId Tid { get; } = tid;

    /// <summary>What metadata call it; <see cref="StringId.Empty"/> where they do not.</summary>
    public StringId Name { get; set; }

    /// <summary>The thread in the profile, once it has something there.</summary>
    public ThreadId? Row { get; set; }

    /// <summary>Whole spans (X), and pairs once they are found.</summary>
    public Span<TraceSpan> Spans => _spans.Values;

    /// <summary>Beginnings and ends (B, E) that are no pairs yet.</summary>
    public Span<TraceEdge> Edges => _edges.Values;

    public void Add(TraceSpan span) => _spans.Add(span);

    public void Add(TraceEdge edge) => _edges.Add(edge);

    public void ClearEdges() => _edges = new();

    public void ClearSpans() => _spans = new();
}

/// <summary>Something that took time on a thread.</summary>
/// <param name="Start">Its first nanosecond.</param>
/// <param name="End">One past its last.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Offset">Where it stands in the input.</param>
internal readonly record struct TraceSpan(long Start, long End, TraceName Name, long Offset);

/// <summary>The beginning or the end of a span.</summary>
/// <param name="Time">When.</param>
/// <param name="Name">What it is called; empty where an end does not say.</param>
/// <param name="IsEnd">Whether it is an end.</param>
/// <param name="Offset">Where it stands in the input.</param>
internal readonly record struct TraceEdge(long Time, TraceName Name, bool IsEnd, long Offset);

/// <summary>A span's name, and whether it is one that dotnet-trace makes up to say what its caller does.</summary>
/// <param name="Text">The name.</param>
/// <param name="Role">What it says of its caller.</param>
internal readonly record struct TraceName(StringId Text, TraceRole Role);

/// <summary>What a span is.</summary>
internal enum TraceRole : byte
{
    /// <summary>Work of its own.</summary>
    Work,

    /// <summary>No work of its own: its caller runs.</summary>
    CallerRuns,

    /// <summary>No work of its own: its caller is outside managed code, where it may run or wait.</summary>
    CallerIsOutside,
}
