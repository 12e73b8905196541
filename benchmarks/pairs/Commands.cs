using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FlameScope.Benchmarks.Pairs;

/// <summary>Whole runs of the <c>flamescope</c> command, from the start of the process to its end.</summary>
internal static class Commands
{
    private const int ChildrenThatEnded = -1;

    /// <summary>The command lines by the name of the case, without program and file.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["flamescope-info"] = ["info"],
        ["flamescope-heatmap"] = ["heatmap"],
        ["flamescope-flame"] = ["flame"],
    };

    /// <summary>Runs a program once; its output is thrown away.</summary>
    /// <returns>CPU time in nanoseconds, the system's share included.</returns>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static double Measure(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        double before = EndedChildren();
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        return process.ExitCode == 0
            ? EndedChildren() - before
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)} failed: {errors.Result}");
    }

    // Process.TotalProcessorTime is gone when a process has ended, and counts in hundredths of a second before.
    private static double EndedChildren() => GetUsage(ChildrenThatEnded, out Usage usage) == 0
        ? usage.User.Nanoseconds + usage.System.Nanoseconds
        : throw new InvalidOperationException("The system does not tell the CPU time of processes that ended.");

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, out Usage usage);

    // struct rusage: two times, and fourteen numbers that are of no use here.
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private readonly struct Usage
    {
        public readonly Time User;
        public readonly Time System;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        private readonly long _seconds;
        private readonly long _microseconds;

        public double Nanoseconds => (_seconds * 1e9) + (_microseconds * 1e3);
    }
}
