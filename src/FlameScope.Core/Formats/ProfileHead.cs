namespace FlameScope.Formats;

/// <summary>The beginning of an input: what a format is recognised by.</summary>
/// <param name="bytes">The first bytes, decompressed: 64 KiB, or all of a shorter input.</param>
/// <param name="fileName">The input's file name without folders; <see langword="null"/> where it has none.</param>
public readonly ref struct ProfileHead(ReadOnlySpan<byte> bytes, string? fileName)
{
    /// <summary>How many bytes are looked at.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>The first bytes, decompressed: <see cref="MaxLength"/>, or all of a shorter input.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>The input's file name without folders; <see langword="null"/> where it has none. Only a hint: content decides.</summary>
    public string? FileName { get; } = fileName;
}
