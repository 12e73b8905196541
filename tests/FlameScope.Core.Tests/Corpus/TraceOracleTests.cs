using System.IO.Compression;
using FlameScope.Tests.Processes;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>
/// Microsoft's TraceEvent on the same traces: the same samples with the same times, threads and stacks, frame by frame. It stops inside
/// the block that a trace is cut in, where the samples before the cut are whole.
/// </summary>
public sealed class TraceOracleTests
{
    private static readonly string Bundled = Path.Combine(AppContext.BaseDirectory, "Data", "nettrace");

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Samples_are_those_of_TraceEvent(string recording)
    {
        using TemporaryFolder folder = new();
        string trace = folder.PathOf("trace.nettrace");
        Decompress(PathOf(recording), trace);
        TraceOracle.Check(trace, folder.PathOf("trace.etlx"));
    }

    public static TheoryData<string> Recordings() =>
    [
        .. Directory.EnumerateFiles(Bundled, "*.nettrace.gz").Select(Path.GetFileName).OfType<string>(),
        .. new[] { "other/gcpulse.nettrace.gz", "other/gcpulse-norundown.nettrace.gz", "other/gcpulse-truncated.nettrace.gz" }.Where(CorpusFiles.Has),
    ];

    private static string PathOf(string recording) => recording.Contains('/', StringComparison.Ordinal) ? CorpusFiles.PathOf(recording) : Path.Combine(Bundled, recording);

    private static void Decompress(string path, string target)
    {
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using FileStream file = File.Create(target);
        gzip.CopyTo(file);
    }
}
