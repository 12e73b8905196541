using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace FlameScope.Report.Packing;

/// <summary>Streams of bytes, each deflated by itself, after a head that says where they are.</summary>
internal sealed class Container
{
    private readonly ArrayBufferWriter<byte> _streams = new();

    /// <summary>Adds a stream.</summary>
    /// <returns>Where it begins after the head, and how long it is.</returns>
    public (int Offset, int Length) Add(ReadOnlySpan<byte> content)
    {
        int offset = _streams.WrittenCount;
        _streams.Write(Deflate(content));
        return (offset, _streams.WrittenCount - offset);
    }

    /// <summary>The whole container, whose head is written last.</summary>
    public byte[] Close(ReadOnlySpan<byte> head)
    {
        byte[] deflated = Deflate(head);
        byte[] length = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)deflated.Length);
        return [.. length, .. deflated, .. _streams.WrittenSpan];
    }

    /// <summary>What browsers inflate as <c>deflate-raw</c>.</summary>
    public static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using MemoryStream deflated = new();
        using (DeflateStream deflate = new(deflated, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return deflated.ToArray();
    }
}
