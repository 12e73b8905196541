using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace FlameScope.Benchmarks;

/// <summary>A recording to measure with, as a plain file and as a compressed one.</summary>
/// <param name="Name">What result tables call it.</param>
/// <param name="PlainPath">The text.</param>
/// <param name="CompressedPath">The same in gzip or zstd.</param>
public sealed record Recording(string Name, string PlainPath, string CompressedPath)
{
    private const int GeneratedSamples = 50_000;

    internal static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "flamescope-benchmarks")).FullName;

    /// <summary>Bytes of text.</summary>
    public long PlainBytes => new FileInfo(PlainPath).Length;

    /// <summary>All recordings: a bundled one, a generated one, and where it lies beside the repository the large one, whole and sliced.</summary>
    public static IEnumerable<Recording> All()
    {
        string root = RootOf();
        string bundled = Path.Combine(root, "samples/profiles/orders.perf.gz");
        yield return new Recording("bundled", Unpack(bundled, "bundled", 3_302_343), bundled);
        yield return Generated();
        string large = Path.Combine(root, "../shared/corpus/large/base.perf.txt.zst");
        if (File.Exists(large))
        {
            Recording whole = new("large", Unpack(large, "large", 0), large);
            yield return whole;
            string sliced = LargeInputs.Sliced(whole);
            yield return new Recording("sliced", sliced, LargeInputs.Packed(sliced));
        }
    }

    /// <summary>The largest recording there is.</summary>
    public static Recording Largest() => All().MaxBy(recording => recording.PlainBytes)!;

    public override string ToString() => Name;

    private static Recording Generated()
    {
        string plain = Path.Combine(Folder, "generated.perf.txt");
        string packed = Path.Combine(Folder, "generated.perf.gz");
        if (!File.Exists(packed))
        {
            byte[] text = Encoding.UTF8.GetBytes(Generate());
            File.WriteAllBytes(plain, text);
            using GZipStream gzip = new(File.Create(packed), CompressionLevel.Optimal);
            gzip.Write(text);
        }

        return new Recording("generated", plain, packed);
    }

    // Always the same text: stacks of 8 to 40 frames, of which neighbours share the roots, as real ones do.
    private static string Generate()
    {
        StringBuilder text = new();
        uint state = 42;
        int[] stack = new int[40];
        for (int sample = 0; sample < GeneratedSamples; sample++)
        {
            long microseconds = sample * 505L;
            text.Append(CultureInfo.InvariantCulture, $"worker {100 + (sample % 8)} [{sample % 4:D3}] {1000 + (microseconds / 1_000_000)}.{microseconds % 1_000_000:D6}:   10101010 cpu-clock:ppp: \n");
            int depth = 8 + (int)(Next(ref state) % 33);
            for (int level = (int)(Next(ref state) % (uint)depth); level < depth; level++)
            {
                stack[level] = (int)(Next(ref state) % 40) + (level * 40);
            }

            for (int level = depth - 1; level >= 0; level--)
            {
                text.Append(CultureInfo.InvariantCulture, $"\t{0x7f0000000000 + (stack[level] * 4096L),16:x} module::function_{stack[level]}+0x{stack[level]:x} (/usr/lib/libservice.so.{stack[level] % 7})\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static uint Next(ref uint state)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state;
    }

    private static string Unpack(string packed, string name, long expected)
    {
        string plain = Path.Combine(Folder, $"{name}.perf.txt");
        if (!File.Exists(plain) || (expected > 0 && new FileInfo(plain).Length != expected))
        {
            string partial = plain + ".partial";
            using (Stream input = Open(packed))
            using (FileStream output = File.Create(partial))
            {
                input.CopyTo(output);
            }

            File.Move(partial, plain, overwrite: true);
        }

        return plain;
    }

    private static Stream Open(string packed)
    {
        FileStream file = File.OpenRead(packed);
        if (packed.EndsWith(".gz", StringComparison.Ordinal))
        {
            return new GZipStream(file, CompressionMode.Decompress);
        }

        DecompressionStream zstd = new(file, leaveOpen: false);
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, 31);
        return zstd;
    }

    private static string RootOf([CallerFilePath] string self = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(self)!, "../.."));
}
