using System.IO.Compression;
using FlameScope.Tests.Processes;
using Microsoft.Diagnostics.Tracing.Etlx;

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
        SampleStore store = ProfileLoader.Load(trace, new LoadOptions { Demangle = false });
        (List<string> expected, long lost) = ReadOracle(trace, folder.PathOf("trace.etlx"));
        List<string> samples = [.. Enumerable.Range(0, store.Count).Where(sample => IsOfSampler(store, sample)).Select(sample => Describe(store, sample))];
        Assert.Equal((lost, 0), (store.Report.Lost, store.Report.Unparsed));
        Assert.Equal(samples.Count, samples.Distinct().Count());
        if (store.Report.IsTruncated)
        {
            Assert.True(expected.Count <= samples.Count);
            Assert.Empty(expected.Except(samples));
        }
        else
        {
            Assert.Equal(expected.Order(StringComparer.Ordinal), samples.Order(StringComparer.Ordinal));
        }
    }

    public static TheoryData<string> Recordings() =>
    [
        .. Directory.EnumerateFiles(Bundled, "*.nettrace.gz").Select(Path.GetFileName).OfType<string>(),
        .. new[] { "other/gcpulse.nettrace.gz", "other/gcpulse-norundown.nettrace.gz", "other/gcpulse-truncated.nettrace.gz" }.Where(CorpusFiles.Has),
    ];

    private static string PathOf(string recording) => recording.Contains('/', StringComparison.Ordinal) ? CorpusFiles.PathOf(recording) : Path.Combine(Bundled, recording);

    private static (List<string> Samples, long Lost) ReadOracle(string trace, string log)
    {
        TraceLog.CreateFromEventPipeDataFile(trace, log, new TraceLogOptions { ContinueOnError = true, ConversionLog = TextWriter.Null });
        using TraceLog events = new(log);
        List<string> samples = [];
        foreach (Microsoft.Diagnostics.Tracing.TraceEvent sample in events.Events)
        {
            if (sample.ProviderName == "Microsoft-DotNETCore-SampleProfiler")
            {
#pragma warning disable CS0618 // Only ticks are exact.
                samples.Add(Line(sample.TimeStampQPC, sample.ThreadID, FramesOf(sample.CallStack())));
#pragma warning restore CS0618
            }
        }

        return (samples, events.EventsLost);
    }

    private static IEnumerable<string> FramesOf(TraceCallStack? leaf)
    {
        List<string> frames = [];
        for (TraceCallStack? frame = leaf; frame is not null; frame = frame.Caller)
        {
            frames.Add(frame.CodeAddress.FullMethodName is { Length: > 0 } name ? $"{frame.CodeAddress.ModuleName}!{name}" : "[unknown]");
        }

        return Enumerable.Reverse(frames);
    }

    private static bool IsOfSampler(SampleStore store, int sample) =>
        store.Strings.GetString(store.EventKinds[store.Events[sample]].Name) == "wall clock";

    private static string Describe(SampleStore store, int sample)
    {
        IEnumerable<string> frames = store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => store.Frames[id.Value])
            .Select(frame => (frame.Kind, Module: store.Strings.GetString(frame.Module), Symbol: store.Strings.GetString(frame.Symbol)))
            .Where(frame => frame.Symbol != "native or waiting")
            .Select(frame => frame.Kind == FrameKind.Jit ? $"{frame.Module}!{frame.Symbol}" : frame.Symbol);
        return Line(store.Times[sample], store.ThreadTable[store.Threads[sample].Value].Tid, frames);
    }

    private static string Line(long time, int thread, IEnumerable<string> frames) => $"{time} {thread} {string.Join(';', frames)}";

    private static void Decompress(string path, string target)
    {
        using GZipStream gzip = new(File.OpenRead(path), CompressionMode.Decompress);
        using FileStream file = File.Create(target);
        gzip.CopyTo(file);
    }
}
