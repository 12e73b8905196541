namespace FlameScope.Formats.Protobuf.Wire;

/// <summary>A piece of the input.</summary>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Number of bytes.</param>
internal readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>Offset of the first byte after it.</summary>
    public int End => Start + Length;
}
