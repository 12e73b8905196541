using System.Buffers.Binary;
using System.IO.Compression;

namespace FlameScope.Report.Packing;

/// <summary>Streams of bytes, each deflated by itself, after a head that says where they are.</summary>
internal sealed class Container
{
    private readonly MemoryStream _streams = new();

    /// <summary>Adds a stream.</summary>
    /// <returns>Where it begins after the head, and how long it is.</returns>
    public (long Offset, long Length) Add(ReadOnlySpan<byte> content)
    {
        long offset = _streams.Length;
        Deflate(content, _streams);
        return (offset, _streams.Length - offset);
    }

    /// <summary>The whole container, whose head is written last.</summary>
    public byte[] Close(ReadOnlySpan<byte> head)
    {
        MemoryStream whole = new();
        whole.Write(stackalloc byte[sizeof(uint)]);
        Deflate(head, whole);
        int length = (int)whole.Length - sizeof(uint);
        _streams.WriteTo(whole);
        byte[] bytes = whole.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)length);
        return bytes;
    }

    /// <summary>What browsers inflate as <c>deflate-raw</c>.</summary>
    public static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        MemoryStream deflated = new();
        Deflate(content, deflated);
        return deflated.ToArray();
    }

    private static void Deflate(ReadOnlySpan<byte> content, Stream output)
    {
        using DeflateStream deflate = new(output, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(content);
    }
}
