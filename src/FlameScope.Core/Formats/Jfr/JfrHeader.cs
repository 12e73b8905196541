using System.Buffers.Binary;

namespace FlameScope.Formats.Jfr;

/// <summary>The header of a chunk. A recording is chunks one after another, each whole in itself.</summary>
internal readonly record struct JfrHeader
{
    /// <summary>Number of bytes of a header.</summary>
    public const int Length = 68;

    private const byte CompressedIntegers = 1;
    private const int NanosecondsPerSecond = 1_000_000_000;

    public short Major { get; private init; }

    public short Minor { get; private init; }

    /// <summary>Bytes of the chunk, its header included; 0 where the chunk was never finished.</summary>
    public long Size { get; private init; }

    /// <summary>Offset of the last checkpoint, from the chunk's start; 0 where there is none yet.</summary>
    public long ConstantPool { get; private init; }

    /// <summary>Offset of the metadata event, from the chunk's start; 0 where there is none yet.</summary>
    public long Metadata { get; private init; }

    /// <summary>Whether the recorder ended the chunk in good order.</summary>
    public bool IsFinished { get; private init; }

    public bool IsCompressed { get; private init; }

    private long StartNanoseconds { get; init; }

    private long StartTicks { get; init; }

    private long TicksPerSecond { get; init; }

    /// <summary>Whether bytes begin as a chunk does.</summary>
    public static bool IsChunk(ReadOnlySpan<byte> bytes) => bytes.StartsWith("FLR\0"u8);

    /// <param name="bytes">The bytes of a header, all of them.</param>
    public static JfrHeader Read(ReadOnlySpan<byte> bytes) => new()
    {
        Major = BinaryPrimitives.ReadInt16BigEndian(bytes[4..]),
        Minor = BinaryPrimitives.ReadInt16BigEndian(bytes[6..]),
        Size = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]),
        ConstantPool = BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
        Metadata = BinaryPrimitives.ReadInt64BigEndian(bytes[24..]),
        StartNanoseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[32..]),
        StartTicks = BinaryPrimitives.ReadInt64BigEndian(bytes[48..]),
        TicksPerSecond = Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(bytes[56..])),
        IsFinished = bytes[64] == 0,
        IsCompressed = (bytes[67] & CompressedIntegers) != 0,
    };

    /// <summary>A time of the chunk in nanoseconds since 1970.</summary>
    public long TimeOf(long ticks) => Saturated(StartNanoseconds + ((((Int128)ticks - StartTicks) * NanosecondsPerSecond) / TicksPerSecond));

    /// <summary>A number of ticks in nanoseconds; at least 0.</summary>
    public long DurationOf(long ticks) => ticks <= 0 ? 0 : Saturated((Int128)ticks * NanosecondsPerSecond / TicksPerSecond);

    private static long Saturated(Int128 value) => (long)Int128.Clamp(value, long.MinValue, long.MaxValue);
}
