using System.Text;
using System.Text.Json;
using FlameScope.Formats.Json;
using FlameScope.Formats.V8;

namespace FlameScope.Formats.TraceEvents;

/// <summary>Reads a trace: an object whose member <c>traceEvents</c> is an array of events, or just that array.</summary>
internal sealed class TraceReader
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly TraceEvent _event;
    private readonly TraceThreads _threads;
    private readonly TraceMarkers _markers;
    private readonly TraceSpans _spans;
    private readonly TraceProfiles _profiles;
    private readonly TraceStackFrames _frames;
    private readonly TraceSamples _samples;
    private readonly EventNames _names;
    private long _lastTime = long.MinValue;
    private bool _hasEvents;

    public TraceReader(SampleStoreBuilder builder, LoadContext context)
    {
        _builder = builder;
        _context = context;
        _frames = new TraceStackFrames(builder, context);
        _event = new TraceEvent(builder, _frames);
        _threads = new TraceThreads(builder);
        _markers = new TraceMarkers(builder, context, _threads);
        _spans = new TraceSpans(builder, context, _threads, _markers);
        _profiles = new TraceProfiles(builder, context, _threads);
        _samples = new TraceSamples(builder, context, _threads, _frames);
        _names = new EventNames(builder);
    }

    /// <summary>About how many bytes are kept until the end.</summary>
    public long EstimatedBytes => _spans.EstimatedBytes + _profiles.EstimatedBytes + _markers.EstimatedBytes + _frames.EstimatedBytes + _samples.EstimatedBytes;

    public void Read(ref JsonCursor json)
    {
        bool isArray = false;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.StartArray)
            {
                isArray = true;
                ReadEvents(ref json, depth: 1);
            }
            else if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadDocument(ref json);
            }
        }

        // An array of events need not be closed: a program that writes one as it runs may end at any time.
        if (isArray ? json.IsCutInside(1) : json.IsCut)
        {
            _context.MarkTruncated(json.Error ?? new LoadDiagnostic(0, json.Offset, "", "the rest of the trace"));
        }

        if (!_hasEvents && _samples.IsEmpty)
        {
            throw new ProfileFormatException("The input is JSON without trace events. A trace is an array of events, or an object with the member traceEvents.");
        }

        bool hasRecordings = _profiles.AddSamples();
        bool hasSamples = !_samples.IsEmpty;
        _samples.AddSamples(isDefault: !hasRecordings);
        _spans.AddSamples(_lastTime, isDefault: !hasRecordings && !hasSamples);
        _profiles.Finish();
        _markers.Finish(_lastTime);
        _threads.NameRows();
        _builder.ThrowIfOverLimits();
    }

    private void ReadDocument(ref JsonCursor json)
    {
        while (json.ReadMember())
        {
            if (json.Is("traceEvents"u8))
            {
                if (json.EnterArray())
                {
                    ReadEvents(ref json, depth: 2);
                }
            }
            else if (json.Is("stackFrames"u8))
            {
                _frames.Read(ref json);
            }
            else if (json.Is("samples"u8))
            {
                _samples.Read(ref json);
            }
            else if (json.Is("metadata"u8))
            {
                ReadMetadata(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadEvents(ref JsonCursor json, int depth)
    {
        do
        {
            if (json.Error is LoadDiagnostic error)
            {
                _context.AddUnparsed(error);
                if (!json.TryRecover(depth))
                {
                    return;
                }
            }

            while (json.ReadElement())
            {
                if (json.TokenType == JsonTokenType.StartObject)
                {
                    ReadEvent(ref json);
                    ReadPlainEvents(ref json);
                }
                else
                {
                    Refuse(json.Offset, json.Text, "an event, which is an object");
                    json.Skip();
                }
            }
        }
        while (json.Error is not null);
    }

    private void ReadEvent(ref JsonCursor json)
    {
        _event.Read(ref json);
        if (!json.HasEnded)
        {
            AddEvent();
        }
    }

    private void ReadPlainEvents(ref JsonCursor json)
    {
        while (json.TryReadObject(out JsonObject item))
        {
            if (!_event.TryRead(item))
            {
                json.Unread();
                return;
            }

            AddEvent();
        }
    }

    private void AddEvent()
    {
        _hasEvents = true;
        if (_event.Time is long time && _event.Phase != 'M')
        {
            _lastTime = Math.Max(_lastTime, _event.Duration > 0 && time > 0 && _event.Duration > long.MaxValue - time ? time : time + Math.Max(0, _event.Duration));
        }

        switch (_event.Phase)
        {
            case (byte)'X' or (byte)'B' or (byte)'E':
                AddSpan();
                break;
            case (byte)'b' or (byte)'e' or (byte)'S' or (byte)'F' when _event.Time is not null:
                _markers.AddAsync(_event);
                break;
            case (byte)'M':
                AddName();
                _context.AddSideBand();
                break;
            case (byte)'I' or (byte)'i' or (byte)'P' or (byte)'R' or (byte)'n':
                AddInstant();
                break;
            case 0:
                Refuse(_event.Offset, [], "an event with a phase (ph)");
                break;
            default:
                _context.AddSideBand();
                break;
        }
    }

    private void AddSpan()
    {
        if (_event.Time is not long time)
        {
            Refuse(_event.Offset, [_event.Phase], "an event with a time (ts)");
        }
        else if (_event.Duration < 0 || (time > 0 && _event.Duration > long.MaxValue - time))
        {
            Refuse(_event.Offset, [_event.Phase], "an event whose duration (dur) is at least 0");
        }
        else
        {
            _spans.Add(_event, time);
        }
    }

    private void AddName()
    {
        if (_event.ArgumentName.IsEmpty)
        {
            return;
        }

        if (_event.Name == _names.ThreadName)
        {
            _threads.Get(_event.Pid, _event.Tid).Name = _builder.AddString(_event.ArgumentName);
        }
        else if (_event.Name == _names.ProcessName)
        {
            _threads.SetProcessName(_event.Pid, _builder.AddString(_event.ArgumentName));
        }
    }

    private void AddInstant()
    {
        if (_event.Name == _names.Profile)
        {
            _profiles.Begin(_event);
        }
        else if (_event.Name == _names.ProfileChunk)
        {
            _profiles.Add(_event);
        }
        else if (_event.Name == _names.CpuProfile && !_event.Chunk.IsEmpty)
        {
            _profiles.AddWhole(_event);
        }
        else if (_event.Name == _names.TracingStarted && _event.Time is long start)
        {
            _spans.Start = Math.Min(_spans.Start ?? long.MaxValue, start);
        }
        else if (_event is { Phase: (byte)'P', StackFrame: > 0, Time: long time })
        {
            _samples.Add(_event, time);
            return;
        }
        else
        {
            _markers.AddInstant(_event);
            return;
        }

        _context.AddSideBand();
    }

    private void ReadMetadata(ref JsonCursor json)
    {
        for (bool isObject = json.EnterObject(); isObject && json.ReadMember();)
        {
            ProfileHeader header = _builder.Header;
            _builder.Header =
                json.Is("product-version"u8) ? header with { ProfilerVersion = TextOf(ref json) }
                : json.Is("os-version"u8) ? header with { OperatingSystemRelease = TextOf(ref json) }
                : json.Is("os-arch"u8) ? header with { Architecture = TextOf(ref json) }
                : json.Is("cpu-brand"u8) ? header with { CpuDescription = TextOf(ref json) }
                : json.Is("command_line"u8) ? header with { CommandLine = TextOf(ref json) }
                : json.Is("trace-capture-datetime"u8) ? header with { CapturedOn = TextOf(ref json) }
                : json.Is("num-cpus"u8) ? header with { CpuCount = json.TryReadInt(out int count) && count > 0 ? count : null }
                : Skipped(ref json, header);
        }
    }

    private static string? TextOf(ref JsonCursor json) => json.TryReadText(out ReadOnlySpan<byte> text) && !text.IsEmpty ? Encoding.UTF8.GetString(text) : null;

    private static ProfileHeader Skipped(ref JsonCursor json, ProfileHeader header)
    {
        json.Skip();
        return header;
    }

    private void Refuse(long offset, ReadOnlySpan<byte> text, string expected) =>
        _context.AddUnparsed(new LoadDiagnostic(0, offset, DiagnosticText.Of(text), expected));

    private sealed class EventNames(SampleStoreBuilder builder)
    {
        public StringId ThreadName { get; } = builder.AddString("thread_name"u8);

        public StringId ProcessName { get; } = builder.AddString("process_name"u8);

        public StringId Profile { get; } = builder.AddString("Profile"u8);

        public StringId ProfileChunk { get; } = builder.AddString("ProfileChunk"u8);

        public StringId CpuProfile { get; } = builder.AddString("CpuProfile"u8);

        public StringId TracingStarted { get; } = builder.AddString("TracingStartedInBrowser"u8);
    }
}
