using System.Diagnostics;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;

namespace FlameScope.NetTraceBenchmark;

/// <summary>CPU time of whole readings, warm, in one process: the best of some rounds, which other work on the machine only makes slower.</summary>
internal static class Measurement
{
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    public static void Run(string file, int rounds, bool withPeers)
    {
        long bytes = new FileInfo(file).Length;
        Console.WriteLine(FormattableString.Invariant($"{bytes:N0} bytes; CPU time of the whole process, best of {rounds} rounds after one to warm up"));
        double own = Best("FlameScope.Core, store with names", bytes, rounds, () => ProfileLoader.Load(file).Count);
        if (!withPeers)
        {
            return;
        }

        double events = Best("TraceEvent, EventPipeEventSource, events alone", bytes, rounds, () => CountEvents(file));
        double log = Best("TraceEvent, TraceLog with names", bytes, Math.Min(2, rounds), () => CountInLog(file));
        Console.WriteLine(FormattableString.Invariant($"times EventPipeEventSource: {events / own:F1}; times TraceLog: {log / own:F1}"));
    }

    private static double Best(string name, long bytes, int rounds, Func<long> read)
    {
        double best = double.MaxValue;
        long samples = read();
        for (int round = 0; round < rounds; round++)
        {
            GC.Collect();
            using Process process = Process.GetCurrentProcess();
            TimeSpan start = process.TotalProcessorTime;
            samples = read();
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - start).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{name,-50}{samples,12:N0} samples{best,9:F3} CPU s{samples / best / 1e6,8:F2} M samples/CPU s{bytes / best / 1e6,8:F0} MB/CPU s"));
        return best;
    }

    private static long CountEvents(string file)
    {
        using EventPipeEventSource source = new(file);
        long samples = 0;
        source.Dynamic.All += data => samples += data.ProviderName == Sampler ? 1 : 0;
        source.Process();
        return samples;
    }

    private static long CountInLog(string file)
    {
        string target = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "traceevent.etlx");
        try
        {
            TraceLog.CreateFromEventPipeDataFile(file, target, new TraceLogOptions { ContinueOnError = true, ConversionLog = TextWriter.Null });
            using TraceLog log = new(target);
            long samples = 0;
            foreach (TraceEvent data in log.Events)
            {
                samples += data.ProviderName == Sampler ? 1 : 0;
            }

            return samples;
        }
        finally
        {
            File.Delete(target);
        }
    }
}
