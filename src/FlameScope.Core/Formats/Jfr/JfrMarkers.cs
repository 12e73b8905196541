using System.Text;

namespace FlameScope.Formats.Jfr;

/// <summary>The events of a chunk that become markers: collections of garbage, and threads that wait for locks or for something else.</summary>
internal sealed class JfrMarkers
{
    private const int StartTime = 0;
    private const int Duration = 1;
    private const int EventThread = 2;
    private const int Name = 3;
    private const int Cause = 4;
    private const int FirstClass = 5;
    private const int Slots = 7;

    private static readonly (string Event, string Name, string Kind)[] Known =
    [
        ("jdk.GarbageCollection", "GC", "gc"),
        ("jdk.GCPhasePause", "GC pause", "gc pause"),
        ("jdk.JavaMonitorEnter", "monitor enter", "monitor"),
        ("jdk.JavaMonitorWait", "monitor wait", "wait"),
        ("jdk.ThreadPark", "park", "park"),
        ("jdk.ThreadSleep", "sleep", "sleep"),
    ];

    private readonly JfrChunk _chunk;
    private readonly JfrThreads _threads;
    private readonly SampleStoreBuilder _builder;
    private readonly Dictionary<long, (JfrPlan Plan, string Name, string Kind)> _events = [];
    private readonly Dictionary<long, StringId> _classes = [];

    public JfrMarkers(JfrChunk chunk, JfrThreads threads, SampleStoreBuilder builder)
    {
        _chunk = chunk;
        _threads = threads;
        _builder = builder;
        foreach ((string type, string name, string kind) in Known)
        {
            JfrPlan plan = chunk.PlanOf(type, "startTime", "duration", "eventThread", "name", "cause", "monitorClass", "parkedClass");
            if (plan.Type is not null)
            {
                _events[plan.Type.Id] = (plan, name, kind);
            }
        }
    }

    /// <summary>Adds the marker of an event.</summary>
    /// <returns>Whether events of the type become markers.</returns>
    /// <exception cref="JfrException">The event is damaged.</exception>
    public bool TryAdd(long type, int fields)
    {
        if (!_events.TryGetValue(type, out (JfrPlan Plan, string Name, string Kind) known))
        {
            return false;
        }

        Span<long> slots = stackalloc long[Slots];
        JfrCursor cursor = _chunk.CursorAt(fields);
        known.Plan.Read(ref cursor, slots);
        long start = _chunk.Header.TimeOf(slots[StartTime]);
        long end = (long)Int128.Min(long.MaxValue, (Int128)start + _chunk.Header.DurationOf(slots[Duration]));
        _builder.AddMarker(new Marker(new TimeRange(start, end), NameOf(known, slots))
        {
            Kind = _builder.AddString(Encoding.UTF8.GetBytes(known.Kind)),
            Thread = known.Plan.Has(EventThread) && known.Kind is not ("gc" or "gc pause") ? _threads.ThreadOf(slots[EventThread]) : null,
            Text = TextOf(known.Plan, slots),
        });
        return true;
    }

    // GC G1New; the phases of a pause have names of their own.
    private StringId NameOf((JfrPlan Plan, string Name, string Kind) known, ReadOnlySpan<long> slots)
    {
        byte[] own = known.Kind switch
        {
            "gc" => Constant("jdk.types.GCName", slots[Name], "name"),
            "gc pause" when known.Plan.Has(Name) => _chunk.TextAt(slots[Name]),
            _ => [],
        };
        byte[] general = Encoding.UTF8.GetBytes(known.Name);
        return _builder.AddString(own.Length == 0 ? general : known.Kind == "gc" ? [.. general, (byte)' ', .. own] : own);
    }

    private StringId TextOf(JfrPlan plan, ReadOnlySpan<long> slots)
    {
        if (plan.Has(Cause))
        {
            return _builder.AddString(Constant("jdk.types.GCCause", slots[Cause], "cause"));
        }

        for (int slot = FirstClass; slot < Slots; slot++)
        {
            if (plan.Has(slot))
            {
                return ClassOf(slots[slot]);
            }
        }

        return StringId.Empty;
    }

    private StringId ClassOf(long id)
    {
        if (!_classes.TryGetValue(id, out StringId name))
        {
            name = _builder.AddString(JfrMethod.ClassName(_chunk, id));
            _classes.Add(id, name);
        }

        return name;
    }

    private byte[] Constant(string type, long id, string field)
    {
        Span<long> slots = stackalloc long[1];
        return _chunk.TryRead(type, id, slots, field) ? _chunk.TextAt(slots[0]) : [];
    }
}
