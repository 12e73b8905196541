using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Draws a window: over and over where standard output is a terminal, and once at the end where it is not.</summary>
internal sealed class LiveScreen(LiveWindow window, string name, LiveRequest request)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TerminalCapabilities _terminal = TerminalCapabilities.Of(null);
    private readonly ConcurrentQueue<string> _told = new();
    private RedrawnLines? _lines;
    private bool _hasAdvised;

    private bool Redraws => _terminal.CanRedraw;

    /// <summary>Says something that stays, above the picture.</summary>
    public void Tell(string line)
    {
        if (Redraws)
        {
            _told.Enqueue(line);
        }
        else
        {
            StandardError.Write(line + "\n");
        }
    }

    /// <summary>Draws until the window has ended.</summary>
    /// <param name="run">Ends with the window.</param>
    /// <param name="advice">What to do where no bytes come.</param>
    /// <param name="stop">Ends drawing.</param>
    public async Task ShowAsync(Task run, string? advice, CancellationToken stop)
    {
        while (!run.IsCompleted && !stop.IsCancellationRequested)
        {
            TimeSpan silent = window.SinceLastBytes;
            if (silent >= Patience && advice is not null && !_hasAdvised)
            {
                _hasAdvised = true;
                Tell(string.Create(CultureInfo.InvariantCulture, $"{CommandLine.Name}: no data from {name} for {silent.TotalSeconds:F0} s. {advice}"));
            }

            if (Redraws)
            {
                Draw(silent >= Patience ? silent : null);
            }

            await Task.WhenAny(run, Task.Delay(Refresh, stop)).ConfigureAwait(false);
        }

        await Task.WhenAny(run, Task.Delay(LiveCommand.StopTimeout, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Draws what the window held at its end.</summary>
    public void ShowLast()
    {
        if (window.Latest.Profile.Count == 0)
        {
            return;
        }

        if (Redraws)
        {
            Draw(null);
            return;
        }

        OutputTarget.Write(
            null,
            output => TextOutput.Write(output, _terminal.IsTerminal ? _terminal.Width : null, text => LiveMapText.WriteWhole(window.Latest, request.Window, StepOf, _terminal, text)),
            CancellationToken.None);
    }

    private void Draw(TimeSpan? silent)
    {
        using StringWriter text = new(new StringBuilder(), CultureInfo.InvariantCulture) { NewLine = "\n" };
        int height = Math.Max(12, Console.WindowHeight);
        LiveMapText.Write(window.Latest, request.Window, window.Trouble, silent, _terminal, height, text);
        _lines ??= new RedrawnLines(Console.Out);
        while (_told.TryDequeue(out string? line))
        {
            _lines.Print(PlainText.Of(line));
        }

        _lines.Draw(text.ToString());
    }

    // What was copied can be looked at again.
    private NextStep StepOf(TimeRange range, long origin) => new(
        "What they did", FollowUp.Flame(request.Input with { File = request.Copy ?? (request.Pid is null ? request.Input.File : "-") }, range, origin, []));
}
