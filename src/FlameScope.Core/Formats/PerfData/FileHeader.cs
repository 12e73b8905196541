using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>The beginning of a recording.</summary>
internal sealed record FileHeader
{
    /// <summary>What a recording that went through a pipe begins with.</summary>
    public const int PipeSize = 16;

    /// <summary>What a recording in a file begins with.</summary>
    public const int Size = 104;

    private const ulong MaxSize = 64 * 1024;

    public static ReadOnlySpan<byte> Magic => "PERFILE2"u8;

    /// <summary>Whether an input begins like a recording of any version and machine. A thread may be named like one in text.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head) =>
        (head.StartsWith(Magic) || head.StartsWith("2ELIFREP"u8) || head.StartsWith("PERFFILE"u8))
        && (head.Length < PipeSize || Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(head[8..]), BinaryPrimitives.ReadUInt64BigEndian(head[8..])) <= MaxSize);

    public ulong AttributeSize { get; private init; }

    public (ulong Offset, ulong Size) Attributes { get; private init; }

    public (ulong Offset, ulong Size) Data { get; private init; }

    /// <summary>Bits of the features whose places follow the data, ascending.</summary>
    public IReadOnlyList<ulong> FeatureBits { get; private init; } = [];

    /// <summary>Reads the header of a file.</summary>
    /// <param name="bytes">Its <see cref="Size"/> bytes.</param>
    public static FileHeader Parse(ReadOnlySpan<byte> bytes)
    {
        ByteReader reader = new(bytes);
        reader.Take(PipeSize);
        ulong attributeSize = reader.UInt64();
        (ulong, ulong) attributes = (reader.UInt64(), reader.UInt64());
        (ulong, ulong) data = (reader.UInt64(), reader.UInt64());
        reader.Take(16);
        List<ulong> bits = [];
        for (ulong word = 0; word < Features.Count; word += 64)
        {
            ulong bitsOfWord = reader.UInt64();
            for (int bit = 0; bit < 64; bit++)
            {
                if (((bitsOfWord >> bit) & 1) != 0)
                {
                    bits.Add(word + (ulong)bit);
                }
            }
        }

        return new FileHeader { AttributeSize = attributeSize, Attributes = attributes, Data = data, FeatureBits = bits };
    }
}
