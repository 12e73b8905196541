using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Writes a stack chart as text: what each thread ran, one after the other.</summary>
internal static class ChartText
{
    private const int Indent = 2;

    /// <param name="chart">The chart.</param>
    /// <param name="caption">What is shown: the slice and the filter.</param>
    /// <param name="terminal">What can be written.</param>
    /// <param name="text">Where to write.</param>
    public static void Write(StackChart chart, string caption, TerminalCapabilities terminal, TextWriter text)
    {
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(chart.EventName)} · {Quantity.Shown(chart.Coverage, chart.Metric)} · {caption} · {chart.Lanes.Count:N0} threads"));
        FrameWriter frames = new(terminal, text);
        foreach (StackChartLane lane in chart.Lanes)
        {
            string ids = lane.Thread < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {lane.Thread}");
            text.WriteLine();
            text.WriteLine($"{PlainText.Of(lane.Name)}{ids} · {chart.Metric.FormatWithUnit(lane.Value)}");
            for (int frame = lane.First; frame < lane.End; frame++)
            {
                WriteFrame(chart, chart[frame], frames, text);
            }
        }

        if (chart.Lanes.Count > 0)
        {
            frames.WriteLegend();
        }

        text.WriteLine();
        if (chart.ThreadsLeftOut > 0)
        {
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chart.ThreadsLeftOut:N0} more threads; --limit {chart.Lanes.Count + chart.ThreadsLeftOut} shows all."));
        }

        text.WriteLine(CoverageLine.Of(chart.Coverage));
        if (chart.Lanes.Count == 0)
        {
            text.WriteLine($"There is nothing to show: {EmptyView.ReasonOf(chart.Coverage)}");
        }
    }

    private static void WriteFrame(StackChart chart, StackChartFrame frame, FrameWriter frames, TextWriter text)
    {
        double start = (frame.Start - chart.ProfileOrigin) / 1e9;
        text.Write(string.Create(CultureInfo.InvariantCulture, $"{start,12:F6} s {(frame.End - frame.Start) / 1e6,10:F3} ms  {new string(' ', Indent * frame.Depth)}"));
        if (frame.Kind is FrameKind kind)
        {
            frames.Write(frames.NameOf(frame.NameText, kind), kind);
            text.WriteLine();
        }
        else
        {
            text.WriteLine("… too short to tell apart");
        }
    }
}
