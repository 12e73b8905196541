using System.Globalization;
using System.Text;

namespace FlameScope.Formats.Jfr;

/// <summary>Reads the events of one chunk.</summary>
internal sealed class JfrChunkEvents
{
    private const int CheckEvery = 1 << 16;

    private readonly JfrChunk _chunk;
    private readonly JfrEventKinds _kinds;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly long _start;
    private readonly JfrSampleReader[] _readers;
    private readonly Dictionary<long, JfrSampleKind> _samples = [];
    private readonly JfrMarkers _markers;
    private readonly JfrPlan _lost;
    private readonly JfrPlan _settings;
    private readonly bool[] _isWallClock = new bool[4];

    public JfrChunkEvents(JfrChunk chunk, JfrEventKinds kinds, SampleStoreBuilder builder, LoadContext context, long start)
    {
        _chunk = chunk;
        _kinds = kinds;
        _builder = builder;
        _context = context;
        _start = start;
        JfrThreads threads = new(chunk, builder);
        JfrFrames frames = new(chunk, builder);
        JfrThreadStates states = new(chunk);
        _readers = [.. Enum.GetValues<JfrSampleKind>().Select(kind => new JfrSampleReader(chunk, kind, frames, threads, states, builder))];
        foreach (JfrSampleKind kind in Enum.GetValues<JfrSampleKind>())
        {
            if (chunk.Metadata.Find(JfrEventKinds.NameOf(kind)) is JfrType type)
            {
                _samples[type.Id] = kind;
            }
        }

        _markers = new JfrMarkers(chunk, threads, builder);
        _lost = chunk.PlanOf("jdk.CPUTimeSamplesLost", "startTime", "lostSamples");
        _settings = chunk.PlanOf("jdk.ActiveSetting", "id", "name", "value");
    }

    public void Read(CancellationToken cancellationToken)
    {
        LookAhead();
        JfrEvents events = new(_chunk.Bytes, _chunk.Header.IsCompressed);
        int sinceCheck = 0;
        while (events.MoveNext())
        {
            if (events.Type is not (0 or 1))
            {
                Read(events.Type, events.Fields, events.Position);
            }

            if (++sinceCheck >= CheckEvery)
            {
                sinceCheck = 0;
                cancellationToken.ThrowIfCancellationRequested();
                _builder.ThrowIfOverLimits();
            }
        }

        if (events.Damage is string damage && _chunk.Bytes.Length == _chunk.Header.Size)
        {
            _context.AddUnparsed(DiagnosticAt(events.Start, damage + "; the rest of the chunk is left out"));
        }
    }

    private void Read(long type, int fields, int end)
    {
        try
        {
            if (_samples.TryGetValue(type, out JfrSampleKind kind))
            {
                _readers[(int)kind].Add(fields, end, _kinds.Add(kind, _isWallClock[(int)kind]));
            }
            else
            {
                AddOther(type, fields);
            }
        }
        catch (JfrException error)
        {
            _context.AddUnparsed(DiagnosticAt(error.Offset, error.Message));
        }
    }

    private void AddOther(long type, int fields)
    {
        if (_markers.TryAdd(type, fields))
        {
            _context.AddSideBand();
        }
        else if (type == _lost.Type?.Id)
        {
            Span<long> slots = stackalloc long[2];
            JfrCursor cursor = _chunk.CursorAt(fields);
            _lost.Read(ref cursor, slots);
            _context.AddLost(Math.Max(0, slots[1]), _chunk.Header.TimeOf(slots[0]));
        }
        else
        {
            _context.AddSideBand();
        }
    }

    // What a kind of samples is has to be known before its first one is added: whether it is the default, and which clock it shows.
    private void LookAhead()
    {
        JfrEvents events = new(_chunk.Bytes, _chunk.Header.IsCompressed);
        bool hasCpuTime = false;
        while (events.MoveNext())
        {
            if (_samples.TryGetValue(events.Type, out JfrSampleKind kind))
            {
                hasCpuTime |= kind == JfrSampleKind.CpuTime;
                if (kind == JfrSampleKind.Execution && !_isWallClock[(int)kind] && !_kinds.Has(kind))
                {
                    _isWallClock[(int)kind] = IsSleeping(events.Fields);
                }
            }
            else if (events.Type == _settings.Type?.Id)
            {
                ReadSetting(events.Fields);
            }
        }

        if (hasCpuTime)
        {
            _kinds.Add(JfrSampleKind.CpuTime, isWallClock: false);
        }
    }

    // async-profiler writes its interval in nanoseconds; the JDK's settings are periods such as "20 ms".
    private void ReadSetting(int fields)
    {
        try
        {
            Span<long> slots = stackalloc long[3];
            JfrCursor cursor = _chunk.CursorAt(fields);
            _settings.Read(ref cursor, slots);
            string name = Encoding.UTF8.GetString(_chunk.TextAt(slots[1]));
            if (name is "interval" or "wall"
                && long.TryParse(_chunk.TextAt(slots[2]), NumberStyles.None, CultureInfo.InvariantCulture, out long interval) && interval > 0)
            {
                _readers[(int)JfrSampleKind.WallClock].Interval = interval;
            }
        }
        catch (JfrException)
        {
            // It is read again as an event, and counted there.
        }
    }

    private bool IsSleeping(int fields)
    {
        try
        {
            return _readers[(int)JfrSampleKind.Execution].IsSleeping(fields);
        }
        catch (JfrException)
        {
            return false;
        }
    }

    private LoadDiagnostic DiagnosticAt(int offset, string expected) =>
        new(0, _start + offset, DiagnosticText.Of(_chunk.Bytes[Math.Min(offset, _chunk.Bytes.Length)..]), expected);
}
