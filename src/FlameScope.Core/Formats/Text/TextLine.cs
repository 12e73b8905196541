namespace FlameScope.Formats.Text;

/// <summary>One line of a text, and where it stands.</summary>
/// <param name="bytes">The line without its line feed and carriage return.</param>
/// <param name="number">Its one-based number.</param>
/// <param name="offset">Zero-based offset of its first byte in the input.</param>
/// <param name="isTerminated">Whether a line feed ends it; the input ends inside it otherwise.</param>
internal readonly ref struct TextLine(ReadOnlySpan<byte> bytes, long number, long offset, bool isTerminated)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public long Number { get; } = number;

    public long Offset { get; } = offset;

    public bool IsTerminated { get; } = isTerminated;

    /// <summary>The line as a place that is not what was expected.</summary>
    public LoadDiagnostic Expected(string what) => new(Number, Offset, DiagnosticText.Of(Bytes), what);
}
