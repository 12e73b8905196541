using System.CommandLine;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary><c>flamescope record</c>: records with perf, and shows the heat map.</summary>
internal static class RecordCommand
{
    public const string Name = "record";

    /// <summary>Seconds that a process or the machine is recorded where nothing else is said.</summary>
    public const int DefaultDuration = 30;

    private const int DefaultFrequency = 99;
    private const int MaxFrequency = 100_000;
    private const int MaxDuration = 24 * 60 * 60;
    private const string DefaultOutput = "perf.data";
    private const string DefaultTrace = "trace.nettrace";
    private const int DefaultBufferMegabytes = 64;
    private const int MaxBufferMegabytes = 4096;

    /// <summary>How long a recorded .NET process may take to complete its recording.</summary>
    public static TimeSpan StopTimeout { get; } = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        Option<string?> frequency = new("--frequency", "-F") { HelpName = "HERTZ", Description = "Samples per second and CPU; 99 by default." };
        Option<string?> pid = new("--pid", "-p") { HelpName = "PID", Description = "Record one process that runs; with --dotnet also by its name." };
        Option<bool> all = new("--all-cpus", "-a") { Description = "Record the whole machine." };
        Option<string?> duration = new("--duration") { HelpName = "SECONDS", Description = "How long; 30 seconds by default, or until the command ends." };
        Option<bool> offCpu = new("--off-cpu") { Description = "Record waiting, too: --event off-cpu shows it." };
        Option<string?> output = new("--output", "-o") { HelpName = "FILE", Description = $"Where the recording goes; {DefaultOutput} by default, {DefaultTrace} with --dotnet." };
        Option<bool> dotNet = new("--dotnet") { Description = "Record .NET's own events and samples of its threads (EventPipe), without perf." };
        Option<bool> list = new("--list") { Description = "With --dotnet: list the processes that can be recorded, and record none." };
        Option<bool> verbose = new("--verbose") { Description = "With --dotnet: what is compiled, and samples of allocations, as well." };
        Option<string?> buffer = new("--buffer-size") { HelpName = "MB", Description = "With --dotnet: megabytes that the program may hold for events not yet written; 64 by default." };
        Argument<string[]> words = new("COMMAND") { Description = "A command to run and record, after --.", Arity = ArgumentArity.ZeroOrMore };
        Command command = new(Name, "Record with the perf that is installed, and draw the heat map: the shortest way from a problem to its picture.")
        {
            frequency,
            pid,
            all,
            duration,
            offCpu,
            output,
            dotNet,
            list,
            verbose,
            buffer,
            words,
        };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(dotNet) ? DotNetRecording.RunAsync(
            new DotNetRequest
            {
                Lists = parsed.GetValue(list),
                Process = parsed.GetValue(pid),
                Program = parsed.GetValue(words) ?? [],
                Duration = Numbers.Positive(parsed, duration, MaxDuration) is int seconds ? TimeSpan.FromSeconds(seconds) : null,
                Output = parsed.GetValue(output) ?? DefaultTrace,
                IsVerbose = parsed.GetValue(verbose),
                BufferMegabytes = Numbers.Positive(parsed, buffer, MaxBufferMegabytes) ?? DefaultBufferMegabytes,
            },
            cancellationToken) : RunAsync(
            Checked(new RecordRequest
            {
                Frequency = Numbers.Positive(parsed, frequency, MaxFrequency) ?? DefaultFrequency,
                Pid = Numbers.Positive(parsed, pid, int.MaxValue),
                IsWholeMachine = parsed.GetValue(all),
                Command = parsed.GetValue(words) ?? [],
                Duration = Numbers.Positive(parsed, duration, MaxDuration),
                HasOffCpu = parsed.GetValue(offCpu),
                Output = parsed.GetValue(output) ?? DefaultOutput,
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
