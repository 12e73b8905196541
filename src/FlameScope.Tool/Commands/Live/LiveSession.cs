using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Watches an input to its end, or to Ctrl+C.</summary>
internal static class LiveSession
{
    /// <exception cref="InputException">The input cannot be read.</exception>
    public static async Task<int> RunAsync(LiveRequest request, CancellationToken stop)
    {
        if (request.Pid is null && request.Input.File == "-" && !Console.IsInputRedirected)
        {
            throw new UsageException($"Standard input is the terminal. Give it a pipe: {LiveAdvice.Pipe}");
        }

        if (request.Copy is not null)
        {
            OutputTarget.ThrowIfInput(request.Copy, request.Input.File);
        }

        LiveSource source = LiveSource.Open(request);
        await using (source.ConfigureAwait(false))
        {
            if (request.Copy is null)
            {
                return await RunAsync(source, null, request, stop).ConfigureAwait(false);
            }

            FileStream copy = OpenCopy(request.Copy);
            await using (copy.ConfigureAwait(false))
            {
                return await RunAsync(source, copy, request, stop).ConfigureAwait(false);
            }
        }
    }

    // A file that takes the place of the one that is watched begins a window of its own.
    private static async Task<int> RunAsync(LiveSource source, FileStream? copy, LiveRequest request, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                Stream input = copy is null ? source.Input : new CopyingStream(source.Input, copy);
                LiveWindow window = new(request.Window);
                await WatchAsync(window, input, source, request, stop).ConfigureAwait(false);
                if (!source.BeginsAnew())
                {
                    source.ThrowIfFailed(window.Latest.Profile.Count);
                    return window.Latest.Profile.Count == 0 && stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Success;
                }

                copy?.SetLength(0);
            }
        }
        catch (ProfileFormatException error)
        {
            source.ThrowIfFailed(0);
            throw new InputException($"{source.Name}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {source.Name}: {error.Message}", error);
        }
    }

    private static FileStream OpenCopy(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write '{file}': {error.Message}", error);
        }
    }

    // One window. Whatever ends it, its last picture stays.
    private static async Task WatchAsync(LiveWindow window, Stream input, LiveSource source, LiveRequest request, CancellationToken stop)
    {
        using CancellationTokenSource watching = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task run = Task.Run(() => window.RunAsync(input, stop), CancellationToken.None);
        LiveScreen screen = new(window, source.Name, request);
        Task alerts = request.Alerts.Above is double above
            ? new LiveAlerts(request.Alerts, above, screen.Tell).RunAsync(window, run, watching.Token)
            : Task.CompletedTask;
        try
        {
            await screen.ShowAsync(run, source.Advice, stop).ConfigureAwait(false);
            await run.ConfigureAwait(false);
            await alerts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl+C is how a live view ends.
        }
        finally
        {
            await watching.CancelAsync().ConfigureAwait(false);
            await alerts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            screen.ShowLast();
        }
    }
}
