using System.Diagnostics;
using System.Globalization;
using FlameScope.Formats;

namespace FlameScope.Benchmarks;

/// <summary>
/// Warm rates of reading files into stores, one thread, in megabytes (10^6) and samples per second of CPU time. Each file is read once before
/// it is measured. The best of several runs: whatever else the machine does only makes runs longer.
/// </summary>
internal static class FormatRates
{
    public static void Measure(IReadOnlyList<string> paths, int runs)
    {
        LoadOptions options = new() { MaxDegreeOfParallelism = 1, Formats = ProfileFormats.Default.AddProtobuf() };
        foreach (string path in paths)
        {
            long bytes = new FileInfo(path).Length;
            int samples = ProfileLoader.Load(path, options).Count;
            (double cpu, double wall, long allocated) = (double.MaxValue, double.MaxValue, 0);
            for (int run = 0; run < runs; run++)
            {
                GC.Collect();
                long before = GC.GetTotalAllocatedBytes(precise: true);
                TimeSpan used = Environment.CpuUsage.TotalTime;
                long start = Stopwatch.GetTimestamp();
                GC.KeepAlive(ProfileLoader.Load(path, options));
                wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalSeconds);
                cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
                allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(path),-28} {bytes / 1e6,7:F1} MB {samples / 1e6,7:F2} M samples   {cpu,6:F3} CPU s   {bytes / 1e6 / cpu,6:F0} MB, {samples / 1e6 / cpu,6:F2} M samples per CPU s   {wall,6:F3} s   {allocated / 1e6,7:F1} MB allocated"));
        }
    }
}
