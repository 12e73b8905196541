using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

/// <summary>Where a <see cref="PerfScriptReader"/> stopped; give it to the reader of the next block.</summary>
public readonly record struct PerfScriptReaderState
{
    private readonly LayoutTable? _layouts;

    /// <summary>
    /// The state at the beginning of a text. The default state serves as well where lines have a time and commands do not look like
    /// columns.
    /// </summary>
    /// <param name="head">
    /// The text's beginning, at a line's start: 64 KiB tell enough of which columns the event lines have, each kind of event its own;
    /// a cut last line does no harm.
    /// </param>
    public static PerfScriptReaderState Detect(ReadOnlySpan<byte> head) => new() { Layouts = LayoutDetector.Detect(head) };

    /// <summary>Lines read so far.</summary>
    public long LinesRead { get; internal init; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; internal init; }

    internal SamplePlace Place { get; init; }

    /// <summary>The columns that event lines are known to have.</summary>
    internal LayoutTable Layouts
    {
        get => _layouts ?? LayoutTable.Empty;
        init => _layouts = value;
    }
}

/// <summary>What the lines before make of the next one.</summary>
internal enum SamplePlace : byte
{
    /// <summary>An event line should come.</summary>
    BetweenSamples = 0,

    /// <summary>A payload was just begun, and a line feed inside it may go on with it.</summary>
    AfterPayload = 1,

    /// <summary>Frames of a sample should come.</summary>
    InSample = 2,

    /// <summary>Frames of an event line that could not be read may come; they belong to no sample.</summary>
    InUnparsed = 3,
}
