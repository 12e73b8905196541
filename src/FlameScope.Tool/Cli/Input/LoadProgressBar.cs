using Spectre.Console;

namespace FlameScope.Tool.Cli;

/// <summary>Shows how far a long load is, on standard error where that is a terminal.</summary>
internal static class LoadProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    public static async Task ShowUntilLoadedAsync(Task load, LatestProgress progress, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
        {
            return;
        }

        // Most loads are over before anyone would read a bar; they should not flicker, nor pay for one.
        await Task.WhenAny(load, Task.Delay(Patience, cancellationToken)).ConfigureAwait(false);
        if (!load.IsCompleted)
        {
            await ShowAsync(load, progress, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ShowAsync(Task load, LatestProgress progress, CancellationToken cancellationToken)
    {
        // Where standard output goes does not matter: standard error is a terminal, so a line there can be drawn over.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Error),
            Interactive = InteractionSupport.Yes,
        });
        if (!console.Profile.Capabilities.Ansi)
        {
            return;
        }

        bool hasTotal = progress.Latest.TotalBytes is not null;
        ProgressColumn[] columns = hasTotal
            ? [new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()]
            : [new SpinnerColumn(), new TaskDescriptionColumn()];
        await console.Progress().AutoClear(true).Columns(columns).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask("loading", maxValue: 1);
            task.IsIndeterminate = !hasTotal;
            while (!load.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                LoadProgress latest = progress.Latest;
                task.Description = FormattableString.Invariant($"loading, {latest.BytesRead / 1e6:F0} MB");
                task.Value = latest.TotalBytes is > 0 and long total ? Math.Min(0.999, (double)latest.BytesRead / total) : 0;
                await Task.WhenAny(load, Task.Delay(Refresh, cancellationToken)).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }
}
