using System.Diagnostics;
using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>perf record of a process, with the options that make it tell each sample at once.</summary>
internal sealed class PerfSource : LiveSource
{
    private const int Frequency = 99;

    private readonly Process _perf;
    private string _message = "";

    private PerfSource(string name, Process perf)
    {
        Name = name;
        _perf = perf;
        perf.ErrorDataReceived += (_, line) => _message = string.IsNullOrWhiteSpace(line.Data) ? _message : line.Data.Trim();
        perf.BeginErrorReadLine();
    }

    public override string Name { get; }

    public override string Advice => "It runs nothing, so that there is nothing to sample.";

    public override Stream Input => _perf.StandardOutput.BaseStream;

    /// <exception cref="InputException">perf is not installed, or may not record, or there is no such process.</exception>
    public static PerfSource Start(int pid)
    {
        string number = pid.ToString(CultureInfo.InvariantCulture);
        if (OperatingSystem.IsLinux() && !Directory.Exists($"/proc/{number}"))
        {
            throw new InputException($"There is no process {number}.");
        }

        PerfAccess access = PerfAccess.OfMachine();
        access.ThrowIfNot(new RecordRequest { Frequency = Frequency, Pid = pid, IsWholeMachine = false, Command = [], HasOffCpu = false, Output = "-" });
        if (RuntimeAdvice.For(pid) is string advice)
        {
            StandardError.Write($"{CommandLine.Name}: {advice}\n");
        }

        // Names of code that was compiled at run time are on this clock.
        List<string> arguments = ["record", "-F", Frequency.ToString(CultureInfo.InvariantCulture), "-g", "-k", "CLOCK_MONOTONIC", "--no-buffering", "-o", "-", "-p", number];
        arguments.AddRange(access.SeesKernel ? [] : ["-e", PerfArguments.ClockEvent + ":u"]);
        return new PerfSource($"process {number}", PerfProcess.Start(new ProcessStartInfo("perf", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }));
    }

    public override void ThrowIfFailed(int samples)
    {
        if (samples == 0 && _message.Length > 0)
        {
            throw new InputException($"perf has no samples of {Name}: {_message}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_perf.HasExited)
        {
            _perf.Kill(entireProcessTree: true);
        }

        await _perf.WaitForExitAsync().ConfigureAwait(false);
        _perf.Dispose();
    }
}
