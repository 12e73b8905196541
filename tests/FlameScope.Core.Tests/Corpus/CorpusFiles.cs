using System.IO.Compression;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>Real recordings: a few are bundled with the tests; all of them where the corpus lies beside the repository.</summary>
internal static class CorpusFiles
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "Data", "corpus");

    /// <summary>The corpus beside the repository, or <see langword="null"/>.</summary>
    public static string? Beside { get; } = FindBeside();

    /// <summary>All recordings at hand, as <c>folder/file</c>, that have an oracle with this ending.</summary>
    public static IEnumerable<string> RecordingsWithOracle(string ending) => Roots
        .SelectMany(root => (string[])[.. FilesOf(root, "perf"), .. FilesOf(root, "formats")])
        .Distinct()
        .Where(recording => Has(OracleOf(recording, ending)))
        .Order(StringComparer.Ordinal);

    public static string OracleOf(string recording, string ending) =>
        $"oracle/{Path.GetFileName(recording).Split('.')[0]}.{ending}";

    public static string PathOf(string name) =>
        Roots.Select(root => Find(root, name)).FirstOrDefault(path => path is not null) ?? throw new FileNotFoundException(name);

    public static bool Has(string name) => Roots.Any(root => Find(root, name) is not null);

    public static SampleStore Load(string name) => ProfileLoader.Load(PathOf(name));

    /// <summary>With names as the recording has them, as other tools show them.</summary>
    public static SampleStore LoadRaw(string name) => ProfileLoader.Load(PathOf(name), new LoadOptions { Demangle = false });

    public static byte[] ReadText(string name)
    {
        string path = PathOf(name);
        using Stream file = File.OpenRead(path);
        using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using MemoryStream all = new();
        text.CopyTo(all);
        return all.ToArray();
    }

    private static string[] Roots => Beside is null ? [Bundled] : [Bundled, Beside];

    private static IEnumerable<string> FilesOf(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}");

    private static string? Find(string root, string name)
    {
        foreach (string candidate in (string[])[name, name + ".gz"])
        {
            string path = Path.Combine(root, candidate);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    private static string? FindBeside()
    {
        string corpus = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "corpus"));
        return Directory.Exists(corpus) ? corpus : null;
    }
}
