namespace FlameScope.Formats;

/// <summary>Where a <see cref="PerfScriptReader"/> stopped; give it to the reader of the next block.</summary>
public readonly record struct PerfScriptReaderState
{
    /// <summary>Starts at the beginning of a text.</summary>
    /// <param name="layout">The columns of its event lines; see <see cref="PerfScriptLayout.Detect"/>.</param>
    public PerfScriptReaderState(PerfScriptLayout layout) => Layout = layout;

    /// <summary>The columns of event lines.</summary>
    public PerfScriptLayout Layout { get; internal init; }

    /// <summary>Lines read so far.</summary>
    public long LinesRead { get; internal init; }

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; internal init; }

    internal SamplePlace Place { get; init; }
}

/// <summary>What the lines before make of the next one.</summary>
internal enum SamplePlace : byte
{
    /// <summary>An event line should come.</summary>
    BetweenSamples = 0,

    /// <summary>A payload was just begun, and a line feed inside it may go on with it.</summary>
    BehindPayload = 1,

    /// <summary>Frames of a sample should come.</summary>
    InSample = 2,

    /// <summary>Frames of an event line that could not be read may come; they belong to no sample.</summary>
    InUnparsed = 3,
}
