using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace FlameScope.Loading;

/// <summary>The compressions that inputs come in, recognised by their first bytes.</summary>
internal enum Compression
{
    None,
    Gzip,
    Zstd,
}

internal static class Compressions
{
    /// <summary>Bytes needed to recognise a compression.</summary>
    public const int MagicLength = 4;

    // zstd --long=31 is the widest window that the reference tools write.
    private const int WidestZstdWindowLog = 31;

    public static Compression Recognize(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, 0x08, ..] => Compression.Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Compression.Zstd,
        [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..] => Compression.Zstd,
        _ => Compression.None,
    };

    public static string NameOf(Compression compression) => compression switch
    {
        Compression.Gzip => "gzip",
        Compression.Zstd => "zstd",
        _ => "none",
    };

    /// <summary>Wraps a compressed stream, which stays open.</summary>
    public static Stream Open(Compression compression, Stream compressed)
    {
        if (compression == Compression.Gzip)
        {
            return new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
        }

        DecompressionStream zstd = new(compressed, leaveOpen: true);
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, WidestZstdWindowLog);
        return zstd;
    }

    /// <summary>Whether an error of a decompressing stream means that its input is damaged or cut.</summary>
    public static bool IsDamage(Exception error) => error is InvalidDataException or EndOfStreamException or ZstdException;
}
