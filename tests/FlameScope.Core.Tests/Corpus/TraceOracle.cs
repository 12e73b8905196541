using Microsoft.Diagnostics.Tracing.Etlx;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>What Microsoft's TraceEvent reads of a trace, sample by sample.</summary>
internal static class TraceOracle
{
    /// <summary>Fails unless both read the same samples: times, threads and stacks, frame by frame.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="log">Where TraceEvent may write its own form of it.</param>
    /// <returns>How many samples there are.</returns>
    public static int Check(string trace, string log)
    {
        SampleStore store = ProfileLoader.Load(trace, new LoadOptions { Demangle = false });
        (List<string> expected, long lost) = ReadOracle(trace, log);
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

        return samples.Count;
    }

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
            frames.Add(frame.CodeAddress.FullMethodName is { Length: > 0 } name ? $"{ModuleOf(frame.CodeAddress.ModuleName)}!{name}" : "[unknown]");
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
            .Select(frame => frame.Kind == FrameKind.Jit ? $"{ModuleOf(frame.Module)}!{frame.Symbol}" : frame.Symbol);
        return Line(store.Times[sample], store.ThreadTable[store.Threads[sample].Value].Tid, frames);
    }

    // TraceEvent shows some modules in lower case.
    private static string ModuleOf(string name) => name.ToUpperInvariant();

    private static string Line(long time, int thread, IEnumerable<string> frames) => $"{time} {thread} {string.Join(';', frames)}";
}
