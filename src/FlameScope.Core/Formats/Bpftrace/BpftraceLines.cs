using System.Buffers.Text;
using FlameScope.Columns;
using FlameScope.Formats.Text;

namespace FlameScope.Formats.Bpftrace;

/// <summary>Reads what bpftrace prints: maps of stacks, or samples with a time.</summary>
internal sealed class BpftraceLines : TextLines
{
    // What a stack may have at most: nothing in the text ends one that grows for ever.
    private const int MaxStackDepth = 16 * 1024;

    private const string MapKey = "a frame, or the end of the key and its count (]: 12)";

    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly BpftraceFrames _frames;
    private Column<byte> _key = new();
    private State _state;
    private long _time;
    private ThreadId _thread;
    private bool _hasTimes;
    private bool _hasCounts;

    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    public BpftraceLines(SampleStoreBuilder builder, LoadContext context)
        : base(context)
    {
        _builder = builder;
        _context = context;
        _frames = new BpftraceFrames(builder);
    }

    private enum State : byte
    {
        Outside = 0,
        InSample,
        InKey,
        InUnparsed,
    }

    protected override void Add(in TextLine line)
    {
        ReadOnlySpan<byte> text = line.Bytes;
        if (_state == State.InKey)
        {
            AddToKey(line);
        }
        else if (text.Trim(" \t"u8).IsEmpty)
        {
            // Each of several stacks ends in one.
        }
        else if (BpftraceFrames.IsFrame(text) && _state is State.InSample or State.InUnparsed)
        {
            AddFrame(line);
        }
        else
        {
            EndSample();
            Begin(line);
        }
    }

    protected override void AddTooLong() => _state = _state == State.InKey ? State.InKey : State.InUnparsed;

    protected override void Complete()
    {
        EndSample();
        if (_state == State.InKey)
        {
            _context.IsTruncated = true;
            _context.AddUnparsed(new LoadDiagnostic(_context.LinesRead, _context.BytesRead, DiagnosticText.Of(_key.Values), MapKey + ": the input ends inside it"));
        }

        _builder.TimeAxis = _hasTimes ? TimeAxis.Clock : TimeAxis.None;
    }

    protected override void ThrowIfOverLimits() => _builder.ThrowIfOverLimits();

    private void Begin(in TextLine line)
    {
        ReadOnlySpan<byte> text = line.Bytes;
        if (text is [(byte)'@', ..])
        {
            BeginKey(line);
        }
        else if (BpftraceThread.TryParseHeader(text, out BpftraceThread thread, out long time) && !_hasCounts)
        {
            if (!line.IsTerminated)
            {
                AddCut(line);
                return;
            }

            _state = State.InSample;
            _time = time;
            _thread = _builder.AddThread(thread.Command, thread.Pid, thread.Tid);
            _frames.Clear();
        }
        else
        {
            AddOther(line);
        }
    }

    // Attaching 2 probes...
    // Lost 12 events
    private void AddOther(in TextLine line)
    {
        ReadOnlySpan<byte> text = line.Bytes;
        if (text.StartsWith("Attaching "u8) || text.StartsWith("Attached "u8))
        {
            _context.AddSideBand();
        }
        else if (text.StartsWith("Lost "u8) && text.EndsWith(" events"u8) && Utf8Parser.TryParse(text["Lost "u8.Length..], out long lost, out _) && lost >= 0)
        {
            _context.AddSideBand();
            _context.AddLost(lost);
        }
        else if (!line.IsTerminated)
        {
            AddCut(line);
        }
        else
        {
            _state = State.InUnparsed;
            _context.AddUnparsed(line.Expected(_hasCounts
                ? "an entry of a map (@[comm, pid, stack]: count)"
                : "a line with command, thread and time before a stack (printf(\"%s %d %llu:\\n%s\\n\", comm, tid, nsecs, ustack)), or a map of stacks"));
        }
    }

    private void AddFrame(in TextLine line)
    {
        if (!line.IsTerminated)
        {
            AddCut(line);
        }
        else if (_state == State.InSample && _frames.Count == MaxStackDepth)
        {
            _state = State.InUnparsed;
            _context.AddUnparsed(line.Expected(FormattableString.Invariant($"a stack of at most {MaxStackDepth} frames; the sample is left out")));
        }
        else if (_state == State.InSample)
        {
            _frames.Add(line.Bytes);
        }
    }

    // The sample that the cut goes through would show a stack that never was.
    private void AddCut(in TextLine line)
    {
        _state = State.Outside;
        _context.IsTruncated = true;
        _context.AddUnparsed(line.Expected("the rest of the line: the input ends inside a sample, which is left out"));
    }

    private void EndSample()
    {
        if (_state == State.InSample)
        {
            _hasTimes = true;
            EventKindId kind = _builder.AddEventKind("profile"u8, new EventKind { Unit = "samples", IsDefault = true });
            _builder.AddSample(new SampleRecord(_time, _frames.ToStack(), _thread, kind));
        }

        _state = _state == State.InKey ? State.InKey : State.Outside;
    }

    // @[ingest/0, 11948,
    //     hash_key+35
    // , ]: 12
    private void BeginKey(in TextLine line)
    {
        int open = line.Bytes.IndexOf((byte)'[');
        int end = line.Bytes.LastIndexOf("]: "u8);
        ReadOnlySpan<byte> key = open < 0 ? [] : line.Bytes[(open + 1)..];
        _key.Clear();
        _frames.Clear();
        if (open >= 0 && end < 0)
        {
            _state = State.InKey;
            _key.AddRange(key);
        }
        else if (end > open && open >= 0 && IsWithoutStack(line.Bytes[(open + 1)..end]))
        {
            AddToKey(line, open + 1);
        }
        else
        {
            // A map that has no stacks, or a single value.
            _context.AddSideBand();
        }
    }

    // @[perl, 11935, , ]: 2
    private static bool IsWithoutStack(ReadOnlySpan<byte> key) => key.IsEmpty || key.StartsWith(", "u8) || key.EndsWith(", "u8) || key.IndexOf(", , "u8) >= 0;

    private void AddToKey(in TextLine line, int from = 0)
    {
        ReadOnlySpan<byte> text = line.Bytes[from..];
        int end = text.LastIndexOf("]: "u8);
        if (BpftraceFrames.IsFrame(text) && end < 0 && line.IsTerminated && _frames.Count < MaxStackDepth)
        {
            _frames.Add(text);
        }
        else if (end < 0 && (text.IsEmpty || text is [(byte)',', ..]) && line.IsTerminated && _key.Count + text.Length <= MaxLineBytes)
        {
            _key.AddRange(text);
        }
        else if (end >= 0 && Utf8Parser.TryParse(text[(end + 3)..], out long count, out int read) && count >= 0 && end + 3 + read == text.Length)
        {
            AddEntry(line, text[..end], count);
        }
        else
        {
            _state = State.Outside;
            _context.IsTruncated |= !line.IsTerminated;
            _context.AddUnparsed(line.Expected(MapKey));
        }
    }

    private void AddEntry(in TextLine line, ReadOnlySpan<byte> lastOfKey, long count)
    {
        _state = State.Outside;
        if (_hasTimes)
        {
            // A sum has no place among samples with times.
            _context.AddSideBand();
            return;
        }

        _key.AddRange(lastOfKey);
        BpftraceThread thread = BpftraceThread.OfKey(_key.Values);
        EventKindId kind = _builder.AddEventKind(
            "profile"u8, new EventKind { Unit = "samples", Counting = EventCounting.Aggregated, IsDefault = true });
        _builder.AddSample(new SampleRecord(0, _frames.ToStack(), _builder.AddThread(thread.Command, thread.Pid, thread.Tid), kind, weight: count));
        _hasCounts = true;
        if (!line.IsTerminated)
        {
            _context.MarkTruncated(line.Expected("a line feed after the last count, which may be cut; it is taken as it stands"));
        }
    }
}
