using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

/// <summary>
/// Reads the text of <c>perf script</c> forward, token by token, from blocks of UTF-8 bytes, without allocating. In the manner
/// of <see cref="System.Text.Json.Utf8JsonReader"/>: when <see cref="Read"/> returns <see langword="false"/>, give the bytes
/// after <see cref="BytesConsumed"/> together with the next block to a new reader that starts from <see cref="CurrentState"/>.
/// </summary>
/// <remarks>A block must hold at least one whole line, or be grown until it does.</remarks>
public ref partial struct PerfScriptReader
{
    private readonly ReadOnlySpan<byte> _block;
    private readonly bool _isFinalBlock;
    private readonly PerfScriptReaderState _start;
    private SamplePlace _place;
    private ReadOnlySpan<byte> _line;
    private int _lineStart;
    private int _frameText;
    private int _lines;
    private EventLine _event;

    /// <summary>Starts, or goes on, reading.</summary>
    /// <param name="block">The next bytes of the text; the spans that tokens give out point into it.</param>
    /// <param name="isFinalBlock">Whether the text ends with this block.</param>
    /// <param name="state">Where the reader of the block before stopped, or the state of a new text.</param>
    public PerfScriptReader(ReadOnlySpan<byte> block, bool isFinalBlock, PerfScriptReaderState state)
    {
        _block = block;
        _isFinalBlock = isFinalBlock;
        _start = state;
        _place = state.Place;
    }

    /// <summary>What <see cref="Read"/> read last.</summary>
    public PerfScriptTokenType TokenType { get; private set; }

    /// <summary>Bytes of this block that were read; the rest belongs into the next block.</summary>
    public int BytesConsumed { get; private set; }

    /// <summary>Where this reader stands.</summary>
    public readonly PerfScriptReaderState CurrentState => _start with
    {
        LinesRead = _start.LinesRead + _lines,
        BytesRead = _start.BytesRead + BytesConsumed,
        Place = _place,
    };

    /// <summary>The token's text without its line end; for an event whose command holds a line feed, several lines.</summary>
    public readonly ReadOnlySpan<byte> Line => _line;

    /// <summary>One-based number of the token's last line.</summary>
    public readonly long LineNumber => _start.LinesRead + _lines;

    /// <summary>Offset of the token's first byte in the text.</summary>
    public readonly long ByteOffset => _start.BytesRead + _lineStart;

    /// <summary>Whether the text ends inside this token's line, without a line feed.</summary>
    public readonly bool IsUnterminated => BytesConsumed == _block.Length && (_block.IsEmpty || _block[^1] != (byte)'\n');

    private readonly bool IsInSample => _place is SamplePlace.InSample or SamplePlace.AfterPayload;

    /// <summary>Event: the thread's name, whole; empty where it has none.</summary>
    public readonly ReadOnlySpan<byte> Command => _event.Command;

    /// <summary>Event: the process; -1 where the layout has none.</summary>
    public readonly int Pid => _event.Pid;

    /// <summary>Event: the thread's id; -1 where the layout has none.</summary>
    public readonly int Tid => _event.Tid;

    /// <summary>Event: the CPU; -1 where the layout has none.</summary>
    public readonly int Cpu => _event.Cpu;

    /// <summary>Event: the time in nanoseconds; 0 where the layout has none.</summary>
    public readonly long Time => _event.Time;

    /// <summary>Event: the period; <see langword="null"/> where the line has none.</summary>
    public readonly long? Period => _event.Period;

    /// <summary>Event: the event's name with its modifiers; empty where the line has none.</summary>
    public readonly ReadOnlySpan<byte> EventName => _event.EventName;

    /// <summary>Event, side band: what follows the event's name: a tracepoint's payload, or a frame on the same line.</summary>
    public readonly ReadOnlySpan<byte> Payload => _event.Payload;

    /// <summary>
    /// Event: the text after the address of a frame on the event line, as samples without a call graph have it; empty where
    /// there is none.
    /// </summary>
    public readonly ReadOnlySpan<byte> EventFrameText =>
        _event.Payload.IsEmpty || _place == SamplePlace.AfterPayload ? [] : EventFrame.TextOf(_event.Payload);

    /// <summary>Frame: the text after the address; see <see cref="PerfScriptFrame.Parse"/>.</summary>
    public readonly ReadOnlySpan<byte> FrameText => _line[_frameText..];

    /// <summary>Everything of an event line up to the thread's ids: equal text means an equal thread.</summary>
    internal readonly ReadOnlySpan<byte> ThreadText => _event.ThreadText;

    /// <summary>The columns of the event line.</summary>
    internal readonly EventLayout Layout => _event.Layout;

    /// <summary>The rest of the block.</summary>
    internal readonly ReadOnlySpan<byte> Rest => _block[BytesConsumed..];

    /// <summary>Whether frames of a sample may come next.</summary>
    internal readonly bool ExpectsFrames => IsInSample;

    /// <summary>Event: where in <see cref="Line"/> the time begins and ends, its colon included, and its decimals; 0 where several places look like a time.</summary>
    internal readonly (int Start, int End, int Decimals) OnlyTime => _event.OnlyTime;

    /// <summary>Steps over whole frame lines of <see cref="Rest"/>.</summary>
    internal void SkipFrames(int lines, int bytes)
    {
        if (lines > 0)
        {
            _place = SamplePlace.InSample;
            _lines += lines;
            BytesConsumed += bytes;
        }
    }

    /// <summary>Steps over the event line that <see cref="Rest"/> begins with, and a blank line before it.</summary>
    internal void SkipEvent(int lines, int bytes, bool isTracepoint)
    {
        _place = isTracepoint ? SamplePlace.AfterPayload : SamplePlace.InSample;
        _lines += lines;
        BytesConsumed += bytes;
    }
}
