using System.Globalization;

namespace FlameScope;

/// <summary>One place of the input that could not be read.</summary>
/// <param name="LineNumber">One-based line of the decompressed text; 0 where the place is no line.</param>
/// <param name="ByteOffset">Zero-based offset of the line's first byte in the decompressed text.</param>
/// <param name="Text">The line's beginning: 120 bytes at most, control characters and invalid UTF-8 made visible.</param>
/// <param name="Expected">What would have been right at this place.</param>
public sealed record LoadDiagnostic(long LineNumber, long ByteOffset, string Text, string Expected)
{
    /// <summary>The place, text and expectation as one sentence.</summary>
    public override string ToString() => LineNumber > 0
        ? string.Create(CultureInfo.InvariantCulture, $"line {LineNumber}, byte {ByteOffset}: expected {Expected}, found \"{Text}\"")
        : string.Create(CultureInfo.InvariantCulture, $"byte {ByteOffset}: expected {Expected}, found \"{Text}\"");
}
