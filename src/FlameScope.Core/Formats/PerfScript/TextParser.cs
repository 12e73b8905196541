using CommunityToolkit.HighPerformance.Buffers;
using FlameScope.Formats.Linux;

namespace FlameScope.Formats.PerfScript;

/// <summary>Parses a text, or a part of one, that comes in blocks of any size.</summary>
/// <remarks>Use: write into <see cref="FreeSpace"/>, tell how much with <see cref="Advance"/>, end with <see cref="Complete"/>.</remarks>
internal sealed class TextParser : IDisposable
{
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly SampleAssembler _assembler;
    private readonly PerfScriptOptions _options;
    private readonly MemoryOwner<byte> _owner;
    private readonly LayoutTable? _layouts;
    private readonly long _startOffset;
    private PerfScriptReaderState? _state;
    private long _reportedLines;
    private long _reportedBytes;
    private int _filled;
    private bool _isSkippingLine;

    /// <summary>Parses a text from its beginning.</summary>
    /// <param name="builder">Where samples go.</param>
    /// <param name="context">The account of what could not be read.</param>
    /// <param name="options">What is known of the text.</param>
    /// <param name="layouts">Its layouts; <see langword="null"/> to find them.</param>
    public TextParser(SampleStoreBuilder builder, LoadContext context, PerfScriptOptions options, LayoutTable? layouts = null)
    {
        _layouts = layouts;
        _builder = builder;
        _context = context;
        _options = options;
        _assembler = new SampleAssembler(builder, context, options);
        _owner = MemoryOwner<byte>.Allocate(Math.Max(options.HeadBytes, options.MaxLineBytes));
    }

    /// <summary>Parses a later part of a text, which begins between two samples.</summary>
    public TextParser(SampleStoreBuilder builder, LoadContext context, PerfScriptOptions options, LayoutTable layouts, long byteOffset)
        : this(builder, context, options, layouts)
    {
        _startOffset = byteOffset;
        _state = new PerfScriptReaderState { Layouts = layouts, BytesRead = byteOffset };
    }

    /// <summary>Switches of threads, of which time off a CPU is made when all parts are together.</summary>
    public ThreadSwitches Switches => _assembler.Switches;

    public Memory<byte> FreeSpace => _owner.Memory[_filled..];

    private Span<byte> Filled => _owner.Span[.._filled];

    public void Dispose()
    {
        _assembler.Dispose();
        _owner.Dispose();
    }

    public void Advance(int count)
    {
        _filled += count;
        if (_state is not null || _filled >= _options.HeadBytes)
        {
            Parse(isFinal: false);
        }
    }

    /// <summary>Finds the layouts of a text that begins so, however much more of it is there.</summary>
    public static LayoutTable DetectLayouts(ReadOnlySpan<byte> text, PerfScriptOptions options)
    {
        ReadOnlySpan<byte> head = text[..Math.Min(text.Length, options.HeadBytes)];
        return LayoutDetector.Detect(head[MarkLength(head)..]);
    }

    /// <summary>The text has ended.</summary>
    public void Complete()
    {
        Parse(isFinal: true);
        _assembler.Finish();
        if (_isSkippingLine)
        {
            _context.IsTruncated = true;
            _context.LinesRead++;
        }

        ReportSoFar();
    }

    /// <summary>Brings the account up to date.</summary>
    public void ReportSoFar()
    {
        if (_state is not PerfScriptReaderState state)
        {
            return;
        }

        _context.LinesRead += state.LinesRead - _reportedLines;
        _context.BytesRead += state.BytesRead - _startOffset - _reportedBytes;
        _reportedLines = state.LinesRead;
        _reportedBytes = state.BytesRead - _startOffset;
        if (_assembler.HasUntimed)
        {
            _builder.TimeAxis = TimeAxis.None;
        }
    }

    private void Parse(bool isFinal)
    {
        PerfScriptReaderState state = _state ?? Begin();
        int start = _isSkippingLine ? SkipLine(ref state) : 0;
        PerfScriptReader reader = new(Filled[start..], isFinal, state);
        _assembler.Consume(ref reader);
        state = reader.CurrentState;
        int consumed = start + reader.BytesConsumed;
        Drop(consumed);
        _state = state;
        _builder.ThrowIfOverLimits(_assembler.CacheBytes);
        if (_filled == _owner.Length)
        {
            BeginSkippingLine();
        }
    }

    private static int MarkLength(ReadOnlySpan<byte> text) => text.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0;

    private PerfScriptReaderState Begin()
    {
        LayoutTable layouts = _layouts ?? DetectLayouts(Filled, _options);
        int mark = MarkLength(Filled);
        Drop(mark);
        return new PerfScriptReaderState { Layouts = layouts, BytesRead = mark };
    }

    private void Drop(int count)
    {
        Filled[count..].CopyTo(_owner.Span);
        _filled -= count;
    }

    private void BeginSkippingLine()
    {
        PerfScriptReaderState state = _state!.Value;
        _assembler.Finish();
        _context.AddUnparsed(new LoadDiagnostic(
            state.LinesRead + 1,
            state.BytesRead,
            DiagnosticText.Of(Filled),
            $"a line of at most {_options.MaxLineBytes} bytes (MaxLineBytes)"));
        _isSkippingLine = true;

        // A short line that might have gone on in the next one is still in the block.
        _state = state with { BytesRead = state.BytesRead + _filled, LinesRead = state.LinesRead + Filled.Count((byte)'\n') };
        _filled = 0;
    }

    /// <summary>Drops the rest of a line that is too long; returns where the next one begins.</summary>
    private int SkipLine(ref PerfScriptReaderState state)
    {
        int end = Filled.IndexOf((byte)'\n');
        int skipped = end < 0 ? _filled : end + 1;
        _isSkippingLine = end < 0;
        state = state with
        {
            BytesRead = state.BytesRead + skipped,
            LinesRead = state.LinesRead + (end < 0 ? 0 : 1),
            Place = SamplePlace.InUnparsed,
        };
        return skipped;
    }
}
