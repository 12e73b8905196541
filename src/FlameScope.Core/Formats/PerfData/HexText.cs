namespace FlameScope.Formats.PerfData;

/// <summary>The beginning of bytes that are no text, as people read them.</summary>
internal static class HexText
{
    private const int MaxBytes = 16;

    public static string Of(ReadOnlySpan<byte> bytes) =>
        string.Join(' ', Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, MaxBytes)]).Chunk(2).Select(static pair => new string(pair)))
        + (bytes.Length > MaxBytes ? " …" : "");
}
