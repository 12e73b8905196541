using System.Buffers.Binary;

namespace FlameScope.Formats.NetTrace;

/// <summary>Cuts a trace of version 6 into its blocks: 24 bits of length, 8 bits of kind.</summary>
internal static class BlockFraming
{
    private const int HeaderLength = sizeof(uint);

    public static Framing Next(ReadOnlySpan<byte> bytes, out TraceBlock block)
    {
        block = default;
        if (bytes.Length < HeaderLength)
        {
            return Framing.NeedsMore;
        }

        uint header = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        int length = (int)(header & 0xffffff);
        uint kind = header >> 24;
        if (kind == 0)
        {
            return Framing.End;
        }

        block = new TraceBlock(KindOf(kind), HeaderLength, length, HeaderLength + length);
        return bytes.Length < block.Length ? Framing.NeedsMore : Framing.Block;
    }

    private static BlockKind KindOf(uint kind) => kind switch
    {
        1 => BlockKind.Trace,
        2 => BlockKind.Events,
        3 => BlockKind.Metadata,
        4 => BlockKind.SequencePoint,
        5 => BlockKind.Stacks,
        6 => BlockKind.Threads,
        7 => BlockKind.RemovedThreads,
        8 => BlockKind.Labels,
        _ => BlockKind.Other,
    };
}
