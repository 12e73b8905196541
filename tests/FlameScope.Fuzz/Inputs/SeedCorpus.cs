using System.IO.Compression;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Small texts to start from: pieces of the recordings that the tests bundle, cut between samples, and a few by hand.</summary>
internal static class SeedCorpus
{
    private const int MostBytes = 4 * 1024;

    private static readonly string[] Literals =
    [
        "",
        "a  5 [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n",
        "a  5/6 [000] U 2026-11-22 19:05:15.833526  2399.713377:  10101010 cpu-clock:ppp: \n\t 3 main+0x1 (/bin/s)\n\n",
        "java  5  1.000000: 7 cycles: \n\t 3 leaf (/lib/l)\n\t 2 Ljava/lang/Thread;::run->La/B;::go+0x10 (/tmp/perf-5.map)\n\n",
        "a  5 [000]  1.000000: 7 cycles: \n\t 3 hot+0x1 (inlined)\n\t 2 route (/bin/s)\n  mod.rs:1 (inlined)\n\t 1\n\n",
        "swapper     0 [001]  1.000000: cpu-clock: \n\t ffffffff9 native_safe_halt+0xb ([kernel.kallsyms])\n\n",
        "a  5 [000]  1.000000: sched:sched_switch: prev_comm=new\nline prev_pid=5786\n\t   11ff __schedule+0x1 (x)\n\n",
        "new\nline  5786  2583.660677:    5025125 cpu-clock:ppp: \n\t 11ff leaf+0x1 (/x)\n\n",
        "kthreadd     0 [000]     0.000000: PERF_RECORD_COMM: kthreadd:2/2\nPERF_RECORD_FINISHED_ROUND\na 1 [000] 1.000000: PERF_RECORD_LOST lost 3\na  1 [000]  2.000000: cycles: \n\n",
        "a  5 [000]  1.000000: 1 page-faults:     7fd20c583000 [unknown] (//anon)\na  5 [000]  2.000000: 1 page-faults:  7fd20c583000 [unknown] (/memfd:x (deleted))\n",
        "a  5 [000] cycles: \n\t 3 main+0x1 (/bin/s)\n\na  5 [000] cycles: \n\t 3 main+0x1 (/bin/s)\n\n",
        "a  5  1.000000123:      3 main+0x1 (/bin/s)\na  5  1.000000124:      3 main+0x1 (/bin/s)\n",
        "\uFEFF# ========\r\n# hostname : vm\r\n#\r\na  5 [000]  1.000000: 7 cycles: \r\n\t 3 main+0x1 (/bin/s)\r\n\r\n",
        "a  5 [000]  0.000001: 7 cycles: \n\t 1 a<&\"'>;\u0001 (x)\n\na  5 [000]  9223372035.000000: 9223372036854775800 cycles: \n\t 2 b (y)\n\n",
    ];

    /// <summary>All seeds: by hand, then pieces of each recording under a folder, in the order of their names.</summary>
    public static List<byte[]> Create(string recordings)
    {
        List<byte[]> seeds = [.. Literals.Select(System.Text.Encoding.UTF8.GetBytes)];
        foreach (string path in Directory.EnumerateFiles(recordings, "*.txt.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (path.Contains("oracle", StringComparison.Ordinal))
            {
                continue;
            }

            byte[] text = Decompress(path);
            foreach (int offset in (int[])[0, text.Length / 2])
            {
                if (PieceAt(text, offset) is { Length: > 0 } piece)
                {
                    seeds.Add(piece);
                }
            }
        }

        return seeds;
    }

    /// <summary>Recordings of Java, whole and joined.</summary>
    public static List<byte[]> CreateJfr() => [JfrWriter.Sample(), [.. JfrWriter.Sample(), .. JfrWriter.Sample()]];

    /// <summary>Files of a folder as they are, decompressed.</summary>
    public static List<byte[]> CreateWhole(string folder, string files) =>
        [.. Directory.EnumerateFiles(folder, files).Order(StringComparer.Ordinal).Select(path => path.EndsWith(".gz", StringComparison.Ordinal) ? Decompress(path) : File.ReadAllBytes(path))];

    /// <summary>The names in the first column of each table under a folder.</summary>
    public static List<byte[]> CreateNames(string symbols) =>
    [
        .. Directory.EnumerateFiles(symbols, "*.tsv").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Select(line => System.Text.Encoding.UTF8.GetBytes(line.Split('\t')[0])),
    ];

    /// <summary>Patterns, each with names that it fits and does not fit.</summary>
    public static List<byte[]> CreatePatterns() =>
    [
        .. ((string[])["main", "=main", "leaf:a", "root:=main", "module:libc", "/^sys_(read|write)$/i", "/(.*(a|x).{20}b)|(.*(c|y).{29}d)/", "/[\\w-[aeiou]]{2,9}+/",
            "/\\p{Lu}\\b(?:x{3}){4}/", "/a{1000}{1000}/", "/(?<n>a)\\k<n>/", "/((((a?){9}){9}){9})/", "leaf:/^x|y$/", "=", "/", "//", "/a", "module:", "\u00e9", "/./"])
            .Select(pattern => System.Text.Encoding.UTF8.GetBytes(pattern + "\nmain\nsys_read\nlibc.so.6\naxxxxxxxxxxxxxxxxxxxxb\n\u00e9\n")),
    ];

    // From a sample's beginning to the last sample that ends within the size; a single long sample is left out.
    private static byte[] PieceAt(byte[] text, int offset)
    {
        int start = offset == 0 ? 0 : text.AsSpan(offset).IndexOf("\n\n"u8) is var border and >= 0 ? offset + border + 2 : text.Length;
        ReadOnlySpan<byte> window = text.AsSpan(start, Math.Min(MostBytes, text.Length - start));
        int end = window.LastIndexOf("\n\n"u8);
        return end < 0 ? [] : window[..(end + 2)].ToArray();
    }

    internal static byte[] Decompress(string path)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream gzip = new(file, CompressionMode.Decompress);
        using MemoryStream text = new();
        gzip.CopyTo(text);
        return text.ToArray();
    }
}
