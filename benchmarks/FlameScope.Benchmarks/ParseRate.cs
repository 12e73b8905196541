using System.Diagnostics;
using System.Globalization;
using FlameScope.Export.Text;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Benchmarks;

/// <summary>
/// Warm rates of loading in a process, in gigabytes (10^9) of text per second of CPU time and of the clock, beside those of merely reading
/// the bytes and of finding the ends of lines. The best of several runs: whatever else the machine does only makes runs longer.
/// </summary>
internal static class ParseRate
{
    private const int BlockBytes = 256 * 1024;

    public static void Measure(string path, int runs)
    {
        long bytes = new FileInfo(path).Length;
        Print("read blocks", bytes, runs, () => Walk(path, countLines: false));
        Print("walk lines", bytes, runs, () => Walk(path, countLines: true));
        Print("load, 1 thread", bytes, runs, () => Load(path, threads: 1));
        if (Environment.ProcessorCount > 1)
        {
            Print("load, 2 threads", bytes, runs, () => Load(path, threads: 2));
        }
    }

    private static void Print(string name, long bytes, int runs, Func<long> action)
    {
        double bestCpu = double.MaxValue;
        double bestWall = double.MaxValue;
        long allocated = 0;
        for (int run = 0; run < runs; run++)
        {
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            GC.KeepAlive(action());
            bestWall = Math.Min(bestWall, Stopwatch.GetElapsedTime(start).TotalSeconds);
            bestCpu = Math.Min(bestCpu, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-16} {bytes / 1e9 / bestCpu,6:F2} GB per CPU second   {bytes / 1e9 / bestWall,6:F2} GB/s   {bestWall * 1e3,6:F0} ms   {allocated / 1e6,6:F1} MB allocated"));
    }

    private static long Load(string path, int threads) =>
        ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = threads }).Count;

    private static long Walk(string path, bool countLines)
    {
        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        byte[] block = new byte[BlockBytes];
        long lines = 0;
        long offset = 0;
        while (RandomAccess.Read(file, block, offset) is var count and > 0)
        {
            offset += count;
            ReadOnlySpan<byte> rest = block.AsSpan(0, count);
            while (countLines && rest.IndexOf((byte)'\n') is var end and >= 0)
            {
                lines++;
                rest = rest[(end + 1)..];
            }
        }

        return lines;
    }
}
