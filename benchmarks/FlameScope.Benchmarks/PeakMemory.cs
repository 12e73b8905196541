using System.Diagnostics;
using System.Globalization;
using FlameScope.Formats;

namespace FlameScope.Benchmarks;

/// <summary>
/// The most memory that a whole process needs to read a file into a store, beside what the store takes: the goal is 64 MiB, three times the
/// store, and the largest piece of input that has to be held whole. One file for each process.
/// </summary>
internal static class PeakMemory
{
    private const double Mebibyte = 1 << 20;
    private const int AllowedBeside = 64;
    private const int AllowedStores = 3;

    public static void Measure(string path)
    {
        SampleStore store = ProfileLoader.Load(path, new LoadOptions { MaxDegreeOfParallelism = 1, Formats = ProfileFormats.Default.AddProtobuf() });
        using Process process = Process.GetCurrentProcess();
        double peak = process.PeakWorkingSet64 / Mebibyte;
        double kept = store.EstimatedBytes / Mebibyte;
        double goal = AllowedBeside + (AllowedStores * kept);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path),-28} {new FileInfo(path).Length / Mebibyte,6:F0} MiB  store {kept,6:F0} MiB  peak {peak,6:F0} MiB  goal {goal,6:F0} MiB  {(peak <= goal ? "met" : "missed")}"));
        GC.KeepAlive(store);
    }
}
