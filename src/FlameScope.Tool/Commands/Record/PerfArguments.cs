using System.Globalization;

namespace FlameScope.Tool.Commands;

/// <summary>How perf is asked for a recording.</summary>
internal static class PerfArguments
{
    /// <summary>The event that samples what runs, beside the one that records what waits.</summary>
    public const string ClockEvent = "cpu-clock";

    /// <summary>The arguments after <c>perf</c>.</summary>
    /// <param name="request">What is to be recorded.</param>
    /// <param name="hasTracepoints">Whether the scheduler's tracepoint may be recorded.</param>
    /// <param name="seesKernel">Whether the kernel's part of stacks may be recorded.</param>
    public static IReadOnlyList<string> Of(RecordRequest request, bool hasTracepoints, bool seesKernel)
    {
        string frequency = request.Frequency.ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "record", "--call-graph", "fp",

            // Names of code that was compiled at run time, and times of logs, are on this clock.
            "-k", "CLOCK_MONOTONIC", "-m", "1024", "-o", request.Output,
        ];
        if (request.HasOffCpu)
        {
            // What a thread leaves its CPU with is an event; that it comes back, a record.
            arguments.AddRange(["-e", $"{ClockEvent}/freq={frequency}/{(seesKernel ? "" : "u")}", "--switch-events"]);
            arguments.AddRange(hasTracepoints ? ["-e", "sched:sched_switch"] : ["-e", $"context-switches/period=1/{(seesKernel ? "" : "u")}"]);
        }
        else
        {
            arguments.AddRange(["-F", frequency]);
            arguments.AddRange(seesKernel ? [] : ["-e", ClockEvent + ":u"]);
        }

        if (request.IsWholeMachine)
        {
            arguments.Add("-a");
        }

        if (request.Pid is int pid)
        {
            arguments.AddRange(["-p", pid.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.Add("--");
        arguments.AddRange(request.Command.Count > 0
            ? request.Command
            : ["sleep", (request.Duration ?? RecordCommand.DefaultDuration).ToString(CultureInfo.InvariantCulture)]);
        return arguments;
    }
}
