namespace FlameScope.Fuzz.Inputs;

/// <summary>Recordings to start from, as perf wrote them.</summary>
internal static class RecordingSeeds
{
    private const int MostBytes = 64 * 1024;

    /// <summary>The recordings beside a folder, those that are long cut.</summary>
    public static List<byte[]> Create(string recordings) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(recordings, "..", "perf-data"), "*.perf.data*").Order(StringComparer.Ordinal)
            .Where(static path => !path.EndsWith(".tar.gz", StringComparison.Ordinal))
            .Select(static path => path.EndsWith(".gz", StringComparison.Ordinal) ? SeedCorpus.Decompress(path) : File.ReadAllBytes(path))
            .Select(static bytes => bytes[..Math.Min(bytes.Length, MostBytes)]),
    ];
}
