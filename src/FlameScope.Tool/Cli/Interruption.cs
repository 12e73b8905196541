using System.Runtime.InteropServices;

namespace FlameScope.Tool.Cli;

/// <summary>Ctrl+C and the polite kill: everything under way is cancelled, and gets a moment to clean up.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly TimeSpan _grace;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _graceIsOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <param name="grace">How long what is under way may take to clean up; a second signal ends it at once.</param>
    public Interruption(TimeSpan grace)
    {
        _grace = grace;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, Cli.ExitCode.Terminated));
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Completes when whatever still runs after a signal (a blocked read, say) has had its time.</summary>
    public Task GraceIsOver => _graceIsOver.Task;

    /// <summary>The exit code of the signal; <see langword="null"/> where there was none.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode)
    {
        signal.Cancel = true;
        if (ExitCode is not null)
        {
            _graceIsOver.TrySetResult();
        }

        ExitCode ??= exitCode;
        _stop.Cancel();
        _ = Task.Delay(_grace).ContinueWith(_ => _graceIsOver.TrySetResult(), TaskScheduler.Default);
    }
}
