using System.Diagnostics;
using FlameScope.Export;

namespace FlameScope.Benchmarks;

/// <summary>The time from starting a process to its end: what a user of a command waits for, the runtime's start and tiering included.</summary>
internal static class WholeProcess
{
    private const int Runs = 5;

    /// <summary>Runs the job in processes of their own, and prints the times.</summary>
    public static void Measure()
    {
        foreach (Recording recording in Recording.All())
        {
            foreach (string path in new[] { recording.PlainPath, recording.CompressedPath })
            {
                double[] seconds = [.. Enumerable.Range(0, Runs).Select(_ => MeasureOnce(path)).Order()];
                Console.WriteLine(
                    $"{recording.Name,-10} {Path.GetExtension(path),-5} {recording.PlainBytes / 1e6,8:F1} MB   best {seconds[0]:F3} s   median {seconds[Runs / 2]:F3} s");
            }
        }
    }

    /// <summary>The job: load, heat map, busiest cell, flame graph as SVG.</summary>
    public static void Run(string path)
    {
        SampleStore store = ProfileLoader.Load(path);
        HeatMap map = HeatMap.Create(store);
        HeatMapCell busiest = map.BusiestCell() ?? default;
        new SvgFlameGraphExporter().Export(FlameTree.Create(store.Slice(map.RangeOf(busiest))), Stream.Null);
    }

    private static double MeasureOnce(string path)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start("dotnet", [typeof(WholeProcess).Assembly.Location, "process", path]);
        process.WaitForExit();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return process.ExitCode == 0 ? seconds : throw new InvalidOperationException($"The job on {path} failed.");
    }
}
