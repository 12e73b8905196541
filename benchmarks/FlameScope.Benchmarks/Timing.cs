using System.Diagnostics;
using System.Globalization;

namespace FlameScope.Benchmarks;

/// <summary>What running something took: the best of several runs, as whatever else the machine does only makes runs longer.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of all processors together, the system's share included.</param>
/// <param name="Memory">In a process of its own, its peak resident set; inside this one, what was allocated; bytes.</param>
internal sealed record Timing(double Wall, double Cpu, long Memory)
{
    // The runtime compiles what is hot anew, but only after it ran for a while.
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(2);

    /// <summary>Runs an action in this process, and goes on for two seconds, so that the best runs are warm.</summary>
    public static Timing OfAction(int runs, Action action)
    {
        Timing best = new(double.MaxValue, double.MaxValue, long.MaxValue);
        long began = Stopwatch.GetTimestamp();
        for (int run = 0; run < runs || Stopwatch.GetElapsedTime(began) < LeastTime; run++)
        {
            GC.Collect();
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            action();
            double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = best.Or(wall, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }

        return best;
    }

    /// <summary>Runs a command line of the shell in processes of its own; its output is thrown away.</summary>
    /// <param name="runs">How often.</param>
    /// <param name="command">The command line.</param>
    /// <param name="processors">How many processors .NET may use; 0 for all.</param>
    public static Timing OfCommand(int runs, string command, int processors = 0)
    {
        Timing best = new(double.MaxValue, double.MaxValue, long.MaxValue);
        string report = Path.Combine(Recording.Folder, "time.txt");
        for (int run = 0; run < runs; run++)
        {
            ProcessStartInfo start = new("/usr/bin/time", ["-f", "%e %U %S %M", "-o", report, "bash", "-c", command])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (processors > 0)
            {
                start.Environment["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture);
            }

            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            double wall = Stopwatch.GetElapsedTime(began).TotalSeconds;
            string[] fields = File.ReadLines(report).Last().Split(' ');
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{command} failed: {errors.Result}");
            }

            best = best.Or(wall, Number(fields[1]) + Number(fields[2]), (long)Number(fields[3]) * 1024);
        }

        return best;
    }

    private Timing Or(double wall, double cpu, long memory) => new(Math.Min(Wall, wall), Math.Min(Cpu, cpu), Math.Min(Memory, memory));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
