using System.Buffers.Binary;

namespace FlameScope.Formats.PerfData;

/// <summary>Takes numbers and texts off the front of little-endian bytes. What goes beyond their end is missing, never read.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>What is left.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = bytes;

    /// <summary>Whether more was asked for than there was; everything after that is 0 or empty.</summary>
    public bool IsOverrun { get; private set; }

    public ushort UInt16() => Take(sizeof(ushort)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(sizeof(uint)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public int Int32() => unchecked((int)UInt32());

    public ulong UInt64() => Take(sizeof(ulong)) is { Length: > 0 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>A number of bytes; empty where there are fewer.</summary>
    public ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)Rest.Length || IsOverrun)
        {
            IsOverrun = true;
            Rest = [];
            return [];
        }

        ReadOnlySpan<byte> taken = Rest[..(int)count];
        Rest = Rest[(int)count..];
        return taken;
    }

    /// <summary>A text up to the NUL that ends it, or to the end.</summary>
    public ReadOnlySpan<byte> Text()
    {
        int end = Rest.IndexOf((byte)0);
        ReadOnlySpan<byte> text = end < 0 ? Rest : Rest[..end];
        Rest = end < 0 ? [] : Rest[(end + 1)..];
        return text;
    }

    /// <summary>A text after its length, padded with NULs.</summary>
    public ReadOnlySpan<byte> SizedText() => new ByteReader(Take(UInt32())).Text();
}
