using System.IO.Compression;
using FlameScope.Formats;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>
/// What holds for <see cref="ProfileLoader"/> on any bytes: it throws nothing but <see cref="ProfileFormatException"/>, what it
/// loads is consistent, and how the bytes arrive does not matter. An input's first byte may ask for a variant.
/// </summary>
internal static class LoaderCheck
{
    /// <summary>First bytes below this one ask for a variant; no text begins with them.</summary>
    public const int Variants = 9;

    private const int LastPacked = 5;

    /// <summary>Loads an input and checks what comes of it.</summary>
    /// <returns>The store; <see langword="null"/> for an input that is refused.</returns>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static SampleStore? Run(byte[] input, ProfileFormats? formats = null)
    {
        Random random = InputHash.RandomOf(input);
        int variant = input.Length > 0 && input[0] < Variants ? input[0] : 0;
        byte[] rest = input.Length > 0 && input[0] < Variants ? input[1..] : input;
        byte[] bytes = Pack(rest, variant, random);
        LoadOptions options = OptionsOf(variant, formats ?? ProfileFormats.Default);
        SampleStore? whole = TryLoad(new MemoryStream(bytes), options, out string? refusal);
        SampleStore? pieces = TryLoad(new RandomReadStream(bytes, random, bytes.Length < 8192 ? 64 : 8192), options, out string? otherRefusal);
        bool isPacked = variant is > 0 and <= LastPacked || bytes is [0x1f, 0x8b, ..] or [0x28, 0xb5, ..] or [_, 0x2a, 0x4d, 0x18, ..];
        if (!isPacked)
        {
            // How decompressors word their errors, and how much of a damaged block they give out, depends on the size of reads.
            RequireEqual(refusal, otherRefusal, "refusals of one read and of many");
        }

        if (whole is null || pieces is null)
        {
            Require(isPacked || ReferenceEquals(whole, pieces), "one read loads what many do not");
            return whole ?? pieces;
        }

        if (!isPacked || !whole.Report.IsTruncated)
        {
            StoreCheck.RequireIdentical(whole, pieces);
        }

        if (whole.Report.Compression == "none")
        {
            RequireEqual((long)bytes.Length, whole.Report.BytesRead, "bytes in the report");
        }

        Require(!options.IsStrict || whole.Report.Unparsed == 0, "a strict load with unparsed places");
        StoreCheck.Run(whole);
        return whole;
    }

    private static SampleStore? TryLoad(Stream stream, LoadOptions options, out string? refusal)
    {
        try
        {
            refusal = null;
            return ProfileLoader.LoadAsync(stream, options).GetAwaiter().GetResult();
        }
        catch (ProfileFormatException error)
        {
            Require(error.Message.Length > 20, "an error without a message");
            refusal = error.Message;
            return null;
        }
    }

    private static byte[] Pack(byte[] text, int variant, Random random)
    {
        switch (variant)
        {
            case 1:
                return Gzip(text);
            case 2:
                return Zstd(text);
            case 3:
                byte[] cut = Gzip(text);
                return cut[..random.Next(3, cut.Length)];
            case 4:
                byte[] damaged = random.Next(2) == 0 ? Gzip(text) : Zstd(text);
                damaged[random.Next(4, damaged.Length)] ^= (byte)(1 << random.Next(8));
                return damaged;
            case 5:
                byte[] cutZstd = Zstd(text);
                return cutZstd[..random.Next(4, cutZstd.Length)];
            default:
                return text;
        }
    }

    private static LoadOptions OptionsOf(int variant, ProfileFormats formats) => variant switch
    {
        6 => new LoadOptions { Formats = formats, IsStrict = true },
        7 => new LoadOptions
        {
            Formats = [new PerfScriptFormat(new PerfScriptOptions { IsCallerFirst = true, MaxStackDepth = 5 })],
        },
        8 => new LoadOptions { Formats = formats, Limits = new StoreLimits { MaxStrings = 50, MaxSamples = 10 }, MaxDecompressedBytes = 1000 },
        _ => new LoadOptions { Formats = formats, MaxDecompressedBytes = 16 * 1024 * 1024 },
    };

    private static byte[] Gzip(byte[] text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return compressed.ToArray() is { Length: > 0 } bytes ? bytes : [0x1f, 0x8b, 0x08, 0, 0];
    }

    private static byte[] Zstd(byte[] text)
    {
        using ZstdSharp.Compressor compressor = new(1);
        return compressor.Wrap(text).ToArray();
    }
}
