using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>Runs the perf that is installed.</summary>
internal static class PerfProcess
{
    private const string Program = "perf";

    /// <summary>Runs perf until it ends, or until a time is over; its own messages go to standard error.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="duration">Seconds after which the recording is ended; <see langword="null"/> to wait.</param>
    /// <param name="cancellationToken">Ends the recording, which is kept.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="InputException">perf is not installed.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, int? duration, CancellationToken cancellationToken)
    {
        using Process process = Start(new ProcessStartInfo(Program, arguments) { UseShellExecute = false });
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (duration is int seconds)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        try
        {
            await process.WaitForExitAsync(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // As if somebody pressed Ctrl+C in front of perf: it writes what it has and ends.
            await InterruptAsync(process).ConfigureAwait(false);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return process.ExitCode;
    }

    /// <summary>Starts perf.</summary>
    /// <exception cref="InputException">perf is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InputException(
                "perf is not installed, or cannot be run. Debian: sudo apt install linux-perf; Ubuntu: sudo apt install linux-tools-$(uname -r); "
                + "Fedora, Arch: the package perf. It needs Linux.",
                error);
        }
    }

    private static async Task InterruptAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        using Process? kill = Process.Start(new ProcessStartInfo("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false });
        if (kill is not null)
        {
            await kill.WaitForExitAsync().ConfigureAwait(false);
        }
    }
}
