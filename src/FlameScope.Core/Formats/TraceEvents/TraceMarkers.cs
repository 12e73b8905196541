namespace FlameScope.Formats.TraceEvents;

/// <summary>What a trace tells beside its stacks: collections of garbage, asynchronous operations, marks.</summary>
internal sealed class TraceMarkers
{
    private const int BytesPerOperation = 64;

    private static readonly byte[] OptIn = [.. "disabled-by-default-"u8];

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly TraceThreads _threads;
    private readonly StringId _gc;
    private readonly Dictionary<(StringId Category, StringId Id, TraceId Pid), List<Operation>> _open = [];
    private readonly Dictionary<StringId, StringId> _kinds = [];
    private readonly List<(TraceSpan Span, TraceThread Thread)> _innerCollections = [];
    private bool _hasCollections;
    private int _openCount;
    private int _markers;

    public TraceMarkers(SampleStoreBuilder builder, LoadContext context, TraceThreads threads)
    {
        _builder = builder;
        _context = context;
        _threads = threads;
        _gc = builder.AddString("gc"u8);
    }

    public long EstimatedBytes => (long)_openCount * BytesPerOperation;

    /// <summary>Adds a span that is a collection of garbage; others are only samples.</summary>
    public void AddSpan(in TraceSpan span, TraceThread thread)
    {
        ReadOnlySpan<byte> name = _builder.StringOf(span.Name.Text);
        if (name.SequenceEqual("MinorGC"u8) || name.SequenceEqual("MajorGC"u8) || name.SequenceEqual("GCEvent"u8))
        {
            _hasCollections = true;
            Add(span.Start, span.End, span.Name.Text, _gc, thread);
        }
        else if (name.StartsWith("V8.GC"u8) && name.Length > 5 && name[5] != '_')
        {
            _innerCollections.Add((span, thread));
        }
    }

    /// <summary>Adds the beginning or the end of an asynchronous operation.</summary>
    public void AddAsync(TraceEvent item)
    {
        (StringId, StringId, TraceId) key = (item.Category, item.Id, item.IsGlobal ? default : item.Pid);
        if (item.Phase is (byte)'b' or (byte)'S')
        {
            if (!_open.TryGetValue(key, out List<Operation>? operations))
            {
                _open.Add(key, operations = []);
            }

            operations.Add(new Operation(item.Name, item.Time!.Value, _threads.Get(item.Pid, item.Tid)));
            _openCount++;
            return;
        }

        int place = _open.TryGetValue(key, out List<Operation>? open) ? open.FindLastIndex(operation => operation.Name == item.Name) : -1;
        if (place < 0)
        {
            _context.AddSideBand();
            return;
        }

        AddOperation(open![place], item.Time!.Value, item.Category);
        open.RemoveAt(place);
        _openCount--;
        if (open.Count == 0)
        {
            _open.Remove(key);
        }
    }

    /// <summary>Adds an instant that concerns more than a thread, or that the program itself marked; others are only counted.</summary>
    public void AddInstant(TraceEvent item)
    {
        bool isMark = item.Phase == 'R' || item.Scope == 'g' || _builder.StringOf(item.Category).IndexOf("user_timing"u8) >= 0;
        if (isMark && item.Phase != 'P' && item.Time is long time)
        {
            Add(time, time, item.Name, KindOf(item.Category), _threads.Get(item.Pid, item.Tid));
        }
        else
        {
            _context.AddSideBand();
        }
    }

    /// <summary>Adds what is still open.</summary>
    /// <param name="lastTime">When it is over.</param>
    public void Finish(long lastTime)
    {
        foreach (((StringId category, _, _), List<Operation> operations) in _open)
        {
            foreach (Operation operation in operations)
            {
                AddOperation(operation, lastTime, category);
            }
        }

        // V8 tells of each collection twice where the timeline's events are recorded, too.
        foreach ((TraceSpan span, TraceThread thread) in _hasCollections ? [] : _innerCollections)
        {
            Add(span.Start, span.End, span.Name.Text, _gc, thread);
        }
    }

    private void AddOperation(in Operation operation, long end, StringId category) =>
        Add(operation.Start, Math.Max(operation.Start, end), operation.Name, KindOf(category), operation.Thread);

    private void Add(long start, long end, StringId name, StringId kind, TraceThread thread)
    {
        if (_markers++ < _builder.Limits.MaxMarkers)
        {
            _builder.AddMarker(new Marker(new TimeRange(start, end), name) { Kind = kind, Thread = _threads.RowOf(thread) });
        }
    }

    // The first of an event's categories, as people call it.
    private StringId KindOf(StringId category)
    {
        if (!_kinds.TryGetValue(category, out StringId kind))
        {
            ReadOnlySpan<byte> text = _builder.StringOf(category);
            int comma = text.IndexOf((byte)',');
            byte[] first = (comma < 0 ? text : text[..comma]).ToArray();
            kind = _builder.AddString(first.AsSpan().StartsWith(OptIn) ? first.AsSpan(OptIn.Length) : first);
            _kinds.Add(category, kind);
        }

        return kind;
    }

    private readonly record struct Operation(StringId Name, long Start, TraceThread Thread);
}
