using FlameScope.Columns;
using FlameScope.Formats.Linux;
using FlameScope.Samples;

namespace FlameScope.Formats.PerfScript;

/// <summary>Puts the tokens of a text together to samples.</summary>
internal sealed class SampleAssembler : IDisposable
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly PerfScriptOptions _options;
    private readonly HeaderReader _header;
    private readonly FrameCache _frames;
    private readonly KnownThreads _threads;
    private readonly StackAssembler _stack;
    private readonly KnownEventLines _events = new();
    private int? _nextTid;
    private bool _isSwitchCount;
    private bool _isOpen;
    private int _eventRow;
    private long _time;
    private ThreadId _thread;
    private EventKindId _event;
    private int _cpu;
    private long _period;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="options">The order of frames, and the most that a stack may have.</param>
    public SampleAssembler(SampleStoreBuilder builder, LoadContext context, PerfScriptOptions options)
    {
        _builder = builder;
        _context = context;
        _options = options;
        _header = new HeaderReader(builder, context);
        _frames = new FrameCache(builder, options.MaxLineBytes, context.Demangles);
        _stack = new StackAssembler(builder, _frames, options);
        _threads = new KnownThreads(builder);
    }

    /// <summary>Whether a sample had no time.</summary>
    public bool HasUntimed { get; private set; }

    /// <summary>Switches of threads, of which time off a CPU is made.</summary>
    public ThreadSwitches Switches { get; } = new();

    /// <summary>About how many bytes the memory for texts seen before takes.</summary>
    public long CacheBytes => _frames.CacheBytes + _stack.CacheBytes + _events.CacheBytes + _threads.CacheBytes + Switches.EstimatedBytes;

    public void Dispose()
    {
        _stack.Dispose();
        _frames.Dispose();
    }

    /// <summary>Takes all tokens that the reader has.</summary>
    public void Consume(ref PerfScriptReader reader)
    {
        while (true)
        {
            if (_events.TryTake(ref reader))
            {
                Finish();
                BeginKnown(ref reader);
            }

            if (!reader.Read())
            {
                return;
            }

            if (reader.Line.Length >= _options.MaxLineBytes)
            {
                AddTooLong(ref reader);
                continue;
            }

            switch (reader.TokenType)
            {
                case PerfScriptTokenType.Frame:
                    AddFrame(ref reader);
                    break;
                case PerfScriptTokenType.Event:
                    Finish();
                    Begin(ref reader);
                    break;
                case PerfScriptTokenType.EndOfSample:
                    Finish();
                    break;
                case PerfScriptTokenType.SourceLine:
                    AddSourceLine(reader.Line);
                    break;
                case PerfScriptTokenType.SideBand:
                    Finish();
                    AddSideBand(ref reader);
                    break;
                case PerfScriptTokenType.Header:
                    Finish();
                    _header.Read(reader.Line);
                    break;
                case PerfScriptTokenType.Message:
                    AddMessage(ref reader);
                    break;
                case PerfScriptTokenType.Detail:
                    _context.AddDetail();
                    break;
                default:
                    AddUnparsed(ref reader);
                    break;
            }
        }
    }

    /// <summary>Adds the sample that the text ends with.</summary>
    public void Finish()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        if (_stack.Count == 0 && _eventRow != NoRow)
        {
            _stack.Add(_eventRow);
        }

        AddSwitch();
        _builder.AddSample(new SampleRecord(_time, _stack.End(), _thread, _event, _cpu, _period));
    }

    private const int NoRow = -1;

    private void Begin(ref PerfScriptReader reader)
    {
        if (reader.IsUnterminated && IsCut(ref reader))
        {
            AddCut(ref reader);
            return;
        }

        _isOpen = true;
        _time = reader.Time;
        _cpu = reader.Cpu;
        _period = reader.Period ?? 1;
        HasUntimed |= !reader.Layout.HasTime;
        _thread = _threads.Of(ref reader);
        _event = PerfEvents.Add(_builder, NameOf(ref reader));
        ReadOnlySpan<byte> frame = reader.EventFrameText;
        _eventRow = frame.IsEmpty ? NoRow : _frames.RowOf(frame);
        _nextTid = SwitchText.IsSwitch(reader.EventName) && SwitchText.TryReadNext(reader.Payload, out int next) ? next : null;
        _isSwitchCount = SwitchText.IsCounter(reader.EventName);
        _events.Learn(ref reader, _thread, _event, _isSwitchCount);
        _stack.Begin(_thread);
        _stack.TakeKnown(ref reader);
    }

    private void BeginKnown(ref PerfScriptReader reader)
    {
        _isOpen = true;
        _time = _events.Time;
        _cpu = _events.Cpu;
        _period = _events.Period;
        _thread = _events.Thread;
        _event = _events.Event;
        _nextTid = null;
        _isSwitchCount = _events.IsSwitchCount;
        _eventRow = NoRow;
        _stack.Begin(_thread);
        _stack.TakeKnown(ref reader);
    }

    private void AddSwitch()
    {
        if (_nextTid is int next)
        {
            Switches.Add(_time, _builder.SampleCount, Tid, next);
        }
        else if (_isSwitchCount)
        {
            Switches.AddCounted(_time, _builder.SampleCount, Tid);
        }
    }

    private int Tid => _builder.Threads[_thread.Value].Tid;

    private void AddFrame(ref PerfScriptReader reader)
    {
        if (!_isOpen)
        {
            return;
        }

        ReadOnlySpan<byte> text = reader.FrameText;
        if (reader.IsUnterminated && !_frames.IsWhole(text))
        {
            AddCut(ref reader);
            return;
        }

        if (_stack.Count == _options.MaxStackDepth)
        {
            _isOpen = false;
            Report(ref reader, $"a stack of at most {_options.MaxStackDepth} frames (MaxStackDepth); the sample is left out");
            return;
        }

        _stack.Add(_frames.RowOf(text));
        _stack.TakeKnown(ref reader);
    }

    //   /rustc/…/library/alloc/src/vec/mod.rs:1034 (inlined)
    private void AddSourceLine(ReadOnlySpan<byte> line)
    {
        if (_isOpen && _stack.Count > 0 && line.EndsWith(" (inlined)"u8))
        {
            _stack.MarkInlined();
        }
    }

    // PERF_RECORD_LOST lost 16
    private void AddSideBand(ref PerfScriptReader reader)
    {
        ReadOnlySpan<byte> record = reader.Payload.IsEmpty ? reader.Line : reader.Payload;
        bool isLost = record.StartsWith("PERF_RECORD_LOST"u8);
        if (isLost && reader.IsUnterminated)
        {
            AddCut(ref reader);
            return;
        }

        _context.AddSideBand();
        if (record.StartsWith("PERF_RECORD_SWITCH"u8))
        {
            AddSwitch(ref reader, record);
        }

        if (isLost && record.LastIndexOf(" lost "u8) is var lost and >= 0)
        {
            ReadOnlySpan<byte> count = record[(lost + " lost ".Length)..];
            _context.AddLost(Fields.TryReadDigits(count[..Fields.CountDigits(count)], out long value) ? value : 0, TimeOfRecord(ref reader));
        }
    }

    // PERF_RECORD_SWITCH OUT preempt
    private void AddSwitch(ref PerfScriptReader reader, ReadOnlySpan<byte> record)
    {
        int name = record.IndexOf((byte)' ');
        ReadOnlySpan<byte> direction = name < 0 ? [] : record[name..].TrimStart((byte)' ');
        if (reader.Tid > 0 && reader.Layout.HasTime && (direction.StartsWith("IN"u8) || direction.StartsWith("OUT"u8)))
        {
            Switches.AddRecord(reader.Time, _threads.Of(ref reader), reader.Tid, isOut: direction[0] == (byte)'O');
        }
    }

    // perf prints a time of 0 for records that it made up itself.
    private static long? TimeOfRecord(ref PerfScriptReader reader) =>
        reader.Payload.IsEmpty || !reader.Layout.HasTime || reader.Time == 0 ? null : reader.Time;

    private void AddMessage(ref PerfScriptReader reader)
    {
        if (!_context.WantsMessages)
        {
            _context.AddMessage();
            return;
        }

        _context.AddMessage(new LoadDiagnostic(
            reader.LineNumber,
            reader.ByteOffset,
            DiagnosticText.Of(reader.Line),
            "an event or a frame (this is a message of perf, which is neither: perf script 2> FILE keeps those out)"));
    }

    // A damaged frame line leaves its sample open; whatever else fits nothing ends it.
    private void AddUnparsed(ref PerfScriptReader reader)
    {
        if (reader.IsUnterminated)
        {
            AddCut(ref reader);
            return;
        }

        bool isInSample = reader.CurrentState.Place == SamplePlace.InSample;
        if (!isInSample)
        {
            Finish();
        }

        Report(ref reader, isInSample
            ? "a frame (address symbol+0xoffset (module)), a blank line or an event line"
            : FrameLine.StartOfText(reader.Line) > 0
            ? "an event line before its frames (perf script -F comm,tid,cpu,time,event,ip,sym,dso prints them)"
            : TimeAnchors.HasOutOfRange(reader.Line)
            ? $"a time of at most {Fields.MaxSeconds} s (64 bits of nanoseconds)"
            : "an event line (command tid [cpu] time: period event:)");
    }

    // As a damaged line of its kind: a frame is missing from its sample, an event line takes its frames with it.
    private void AddTooLong(ref PerfScriptReader reader)
    {
        if (reader.TokenType is not (PerfScriptTokenType.Frame or PerfScriptTokenType.SourceLine))
        {
            Finish();
        }

        Report(ref reader, $"a line of at most {_options.MaxLineBytes} bytes (MaxLineBytes)");
    }

    // The sample that the cut goes through would show a stack that never was, or a name that is only half there.
    private void AddCut(ref PerfScriptReader reader)
    {
        bool isCutSample = reader.TokenType is PerfScriptTokenType.Event || _isOpen;
        if (reader.TokenType is not PerfScriptTokenType.Frame && _isOpen && reader.CurrentState.Place != SamplePlace.InSample)
        {
            Finish();
        }

        _isOpen = false;
        _context.IsTruncated = true;
        Report(ref reader, isCutSample
            ? "the rest of the line: the input ends inside a sample, which is left out"
            : "the rest of the line: the input ends inside it");
    }

    private void Report(ref PerfScriptReader reader, string expected) => _context.AddUnparsed(
        new LoadDiagnostic(reader.LineNumber, reader.ByteOffset, DiagnosticText.Of(reader.Line), expected));

    // Only what was seen whole before is known to be whole without a line feed after it. A blank follows the event's name.
    private bool IsCut(ref PerfScriptReader reader) =>
        !reader.EventFrameText.IsEmpty
            ? !_frames.IsWhole(reader.EventFrameText)
            : !_builder.HasEventKind(NameOf(ref reader)) || (reader.Payload.IsEmpty && reader.Line is not [.., (byte)' ']);

    private static ReadOnlySpan<byte> NameOf(ref PerfScriptReader reader) =>
        reader.EventName.IsEmpty ? UnknownName.Utf8 : reader.EventName;
}
