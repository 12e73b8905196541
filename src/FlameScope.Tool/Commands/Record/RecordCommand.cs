using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope record</c>: records with perf, and shows the heat map.</summary>
internal static class RecordCommand
{
    /// <summary>Seconds that a process or the machine is recorded where nothing else is said.</summary>
    public const int DefaultDuration = 30;

    private const int DefaultFrequency = 99;
    private const int MaxFrequency = 100_000;
    private const int MaxDuration = 24 * 60 * 60;
    private const string DefaultOutput = "perf.data";

    public static Command Create()
    {
        Option<string?> frequency = new("--frequency", "-F") { HelpName = "HERTZ", Description = "Samples per second and CPU; 99 by default." };
        Option<string?> pid = new("--pid", "-p") { HelpName = "PID", Description = "Record one process that runs." };
        Option<bool> all = new("--all-cpus", "-a") { Description = "Record the whole machine." };
        Option<string?> duration = new("--duration") { HelpName = "SECONDS", Description = "How long; 30 seconds by default, or until the command ends." };
        Option<bool> offCpu = new("--off-cpu") { Description = "Record waiting, too: --event off-cpu shows it." };
        Option<string> output = new("--output", "-o") { HelpName = "FILE", Description = "Where the recording goes; perf.data by default.", DefaultValueFactory = _ => DefaultOutput };
        Argument<string[]> words = new("COMMAND") { Description = "A command to run and record, after --.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new("record", "Record with the perf that is installed, and draw the heat map: the shortest way from a problem to its picture.")
        {
            frequency,
            pid,
            all,
            duration,
            offCpu,
            output,
            words,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            Checked(new RecordRequest
            {
                Frequency = Numbers.Positive(parsed, frequency, MaxFrequency) ?? DefaultFrequency,
                Pid = Numbers.Positive(parsed, pid, int.MaxValue),
                IsWholeMachine = parsed.GetValue(all),
                Command = parsed.GetValue(words) ?? [],
                Duration = Numbers.Positive(parsed, duration, MaxDuration),
                HasOffCpu = parsed.GetValue(offCpu),
                Output = parsed.GetValue(output)!,
            }),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RecordRequest request, CancellationToken cancellationToken)
    {
        PerfAccess access = PerfAccess.OfMachine();
        access.ThrowIfNot(request);
        Advise(request, access);
        int? end = request.Command.Count > 0 ? request.Duration : null;
        int exit = await PerfProcess.RunAsync(PerfArguments.Of(request, access.HasTracepoints, access.SeesKernel), end, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(request.Output))
        {
            throw new InputException($"perf made no recording (it ended with {exit}).");
        }

        string[] view = ["heatmap", request.Output];
        return await CommandLine.RunAsync(request.HasOffCpu ? [.. view, "--event", PerfArguments.ClockEvent] : view).ConfigureAwait(false);
    }

    private static RecordRequest Checked(RecordRequest request)
    {
        int targets = (request.Pid is null ? 0 : 1) + (request.IsWholeMachine ? 1 : 0) + (request.Command.Count > 0 ? 1 : 0);
        return targets == 1
            ? request
            : throw new UsageException(targets == 0
                ? "What is to be recorded? -p PID for a process, -a for the whole machine, or -- COMMAND."
                : "-p PID, -a and -- COMMAND exclude each other.");
    }

    private static void Advise(RecordRequest request, PerfAccess access)
    {
        if (!access.SeesKernel)
        {
            Tell("the kernel's functions are left out: sudo sysctl kernel.perf_event_paranoid=1 allows them.");
        }

        if (request.Pid is int pid && RuntimeAdvice.For(pid) is string advice)
        {
            Tell(advice);
        }
    }

    private static void Tell(string text) => StandardError.Write($"{CommandLine.Name}: {text}\n");
}
