using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Draws the window of a recording that is still running.</summary>
internal static class LiveMapText
{
    private const long Second = 1_000_000_000;

    // Everything but the map's own lines: the head, totals, seconds, legend, account and what is said of the input.
    private const int OtherLines = 10;

    /// <summary>Draws as much of the window's end as a terminal has room for.</summary>
    /// <param name="snapshot">What the window holds.</param>
    /// <param name="window">How much it keeps.</param>
    /// <param name="trouble">Why nothing can be read yet.</param>
    /// <param name="silent">How long no bytes have come, where that is long.</param>
    /// <param name="terminal">What can be written.</param>
    /// <param name="height">Lines that there is room for.</param>
    /// <param name="text">Where to write.</param>
    public static void Write(
        LiveSnapshot snapshot, LiveWindowOptions window, string? trouble, TimeSpan? silent, TerminalCapabilities terminal, int height, TextWriter text)
    {
        LiveProfile profile = snapshot.Profile;
        if (profile.Count == 0)
        {
            text.WriteLine(trouble is null ? "No samples yet." : $"Not readable so far: {PlainText.Of(trouble)}");
        }
        else if (profile.TimeAxis != TimeAxis.Clock)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{profile.Count:N0} samples without times: there is no heat map of them."));
        }
        else
        {
            int columns = terminal.Width - HeatMapAxes.LabelWidth - 1;
            Int128 seconds = ((Int128)profile.TimeRange.End - profile.Origin + Second - 1) / Second;
            long end = (long)Int128.Min(long.MaxValue, profile.Origin + (seconds * Second));
            long start = (long)Int128.Max(profile.Origin, (Int128)end - ((Int128)columns * Second));
            HeatMap map = HeatMap.Create(profile.Slice(new TimeRange(start, end)));
            text.WriteLine(HeadOf(snapshot, window, map));
            HeatMapText.DrawMap(map, profile.TimeRange, terminal, height - OtherLines, text);
            text.WriteLine(CoverageLine.Of(map.Coverage));
        }

        text.WriteLine(StateOf(snapshot, silent));
    }

    /// <summary>Draws the whole window, as the heat map of a recording.</summary>
    public static void WriteWhole(
        LiveSnapshot snapshot, LiveWindowOptions window, Func<TimeRange, long, NextStep> step, TerminalCapabilities terminal, TextWriter text)
    {
        SampleStore store = snapshot.Profile.Freeze();
        if (store.TimeAxis != TimeAxis.Clock)
        {
            Write(snapshot, window, null, null, terminal, int.MaxValue, text);
            return;
        }

        HeatMap map = HeatMap.Create(store);
        text.WriteLine(HeadOf(snapshot, window, map));
        HeatMapText.Write(map, store.TimeRange, "", cell => step(map.RangeOf(cell), map.ProfileOrigin), terminal, text);
    }

    private static string HeadOf(LiveSnapshot snapshot, LiveWindowOptions window, HeatMap map)
    {
        string head = $"live · {PlainText.Of(map.EventName)} · window {SpanOf(snapshot.Profile.TimeRange.Duration)} of {SpanOf(window.Length.Ticks * 100)}";
        return head
            + (snapshot.IsCutByMaxBytes ? ", cut short by its memory" : "")
            + (snapshot.Passed > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {snapshot.Passed:N0} samples have left it") : "")
            + (snapshot.Late > 0 ? string.Create(CultureInfo.InvariantCulture, $" · {snapshot.Late:N0} came late") : "");
    }

    private static string StateOf(LiveSnapshot snapshot, TimeSpan? silent) => snapshot.State switch
    {
        LiveState.Running when silent is TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"no data for {time.TotalSeconds:F0} s · Ctrl+C ends"),
        LiveState.Running => "Ctrl+C ends",
        LiveState.Failed => $"ended early: {PlainText.Of(snapshot.Error ?? "")}",
        LiveState.Cancelled => "stopped",
        _ => "the input has ended",
    };

    private static string SpanOf(Int128 nanoseconds)
    {
        long seconds = (long)(nanoseconds / Second);
        return seconds < 60 ? $"{seconds} s" : seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s";
    }
}
