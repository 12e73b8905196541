using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>Draws one stack chart: heading, axis, and a lane for each thread with its name beside it.</summary>
internal sealed class StackChartDrawing
{
    private const string CssClass = "flamescope-flames";
    private const string GeneralTitle = "Stack chart";
    private const int Margin = 12;
    private const int NameWidth = 160;
    private const int RowHeight = 16;
    private const int BoxHeight = 15;
    private const int LanePadding = 8;
    private const int AxisHeight = 26;
    private const int LegendHeight = 26;
    private const int LabelPadding = 600;
    private const int TickWidth = 72;

    // Lanes that stand apart have two lines of text beside them.
    private const int LeastRows = 2;

    private readonly StackChart _chart;
    private readonly SvgStackChartOptions _options;
    private readonly Utf8Output _svg;
    private readonly MetricText _metric;
    private readonly int _left;
    private readonly long _inner;
    private readonly long _start;
    private readonly long _span;
    private readonly string _title;

    public StackChartDrawing(StackChart chart, SvgStackChartOptions options, Utf8Output svg)
    {
        _options = options;
        _svg = svg;
        _metric = new MetricText(chart.Metric);
        _left = Margin + Math.Min(NameWidth, options.Width / 4);
        _inner = options.Width - _left - Margin;
        _start = chart.Range.Start;
        _span = Math.Max(1, chart.Range.Duration);

        // What is narrower than half a pixel cannot be told from its neighbours.
        _chart = chart.JoinedBelow(_span / (2 * _inner));
        _title = DrawingNotes.Cut(options.Title ?? GeneralTitle, Math.Max(8, (options.Width - (2 * Margin)) / 10));
    }

    public void Draw()
    {
        DrawingNotes notes = new(_options.Width - (2 * Margin));
        notes.Add(_chart.Coverage, _chart.EventName, _chart.Metric);
        notes.Add(_chart.Range, _chart.ProfileOrigin);
        if (_chart.ThreadsLeftOut > 0)
        {
            notes.Add(DrawingNotes.Counted(_chart.ThreadsLeftOut, "thread") + " without a lane");
        }

        int heading = SvgFrame.HeadingHeight(_title, notes.Lines);
        long top = heading + LegendHeight + AxisHeight;
        long height = top + _chart.Lanes.Sum(HeightOf) + Margin;
        string summary = $"Stacks in the order of time: one lane for each of {_chart.Lanes.Count} threads, callees below their callers.";
        SvgFrame.Open(_svg, CssClass, "img", _options.Width, height, _title.Length > 0 ? _title : GeneralTitle, summary + " " + string.Join(" · ", notes.Lines));
        SvgFrame.WriteStyle(_svg, SvgAsset.FlameGraphStyle, _options.Theme, WriteColors);
        _svg.Write($"""<rect class="back" width="100%" height="100%"/>{"\n"}""");
        SvgFrame.WriteHeading(_svg, Margin, _title, notes.Lines);
        WriteLegend(heading);
        WriteAxis(heading + LegendHeight, height - Margin);
        foreach (StackChartLane lane in _chart.Lanes)
        {
            WriteLane(lane, top);
            top += HeightOf(lane);
        }

        _svg.Write("</svg>\n"u8);
    }

    private static long HeightOf(StackChartLane lane) => (Math.Max(LeastRows, lane.Levels) * (long)RowHeight) + LanePadding;

    private static void WriteColors(Utf8Output css, bool isDark)
    {
        const string scope = "." + CssClass;
        SvgFrame.WriteColors(css, scope, isDark);
        css.Write($$"""
            {{scope}} .f text{fill:{{FramePalette.TextOf(isDark).ToString()}}}

            """);
        FramePalette.WriteRules(css, scope, isDark);
    }

    private void WriteLegend(int y)
    {
        bool[] occurs = new bool[FramePalette.Classes.Length];
        for (int frame = 0; frame < _chart.Count; frame++)
        {
            occurs[(int)FramePalette.ClassOf(_chart.KindOf(frame))] = true;
        }

        int x = Margin;
        foreach (FrameClass frames in FramePalette.Classes)
        {
            if (occurs[(int)frames])
            {
                string label = frames == FrameClass.Group ? "too short to tell apart" : FramePalette.LabelOf(frames);
                _svg.Write($"""
                    <rect class="{FramePalette.LetterOf(frames)}4" x="{x}" y="{y}" width="12" height="12" rx="2"/><text class="note" x="{x + 17}" y="{y + 10}">{label}</text>

                    """);
                x += 17 + (label.Length * 7) + 16;
            }
        }
    }

    private void WriteAxis(int top, long bottom)
    {
        Int128 first = (Int128)_start - _chart.ProfileOrigin;
        TimeLabels labels = TimeLabels.For(first, first + _span, (int)Math.Max(1, _inner / TickWidth));
        Int128 step = labels.Ticks.Step;
        Int128 tick = first / step * step;
        for (tick += tick < first ? step : 0; tick <= first + _span; tick += step)
        {
            Pixels x = new(PlaceOf((long)(tick + _chart.ProfileOrigin)));
            _svg.Write($"""
                <path class="line" d="M{x} {top + AxisHeight - 6}V{bottom}"/><text class="note" x="{x}" y="{top + 12}">{labels.Of(tick)}{(labels.IsClock ? "" : " " + labels.Ticks.UnitName)}</text>

                """);
        }
    }

    private void WriteLane(StackChartLane lane, long top)
    {
        byte[] name = SvgFrame.Utf8(lane.Thread < 0 ? lane.Name : FormattableString.Invariant($"{lane.Name} {lane.Thread}"));
        (int length, bool isCut) = LabelFit.Fit(name, LabelFit.CellsIn((_left - Margin - 8) * 100L, 0));
        _svg.Write($"""
            <path class="line" d="M{Margin} {top}h{_options.Width - (2 * Margin)}"/>
            <text class="name" x="{Margin}" y="{top + 16}">{new Xml(name.AsSpan(0, length))}{(isCut ? "…" : "")}<title>{new Xml(name)}</title></text>
            <text class="note" x="{Margin}" y="{top + 32}">{new Quantity(lane.Value, _metric)}</text>
            <g class="frames">

            """);
        for (int frame = lane.First; frame < lane.End; frame++)
        {
            WriteFrame(_chart[frame], top + (LanePadding / 2));
        }

        _svg.Write("</g>\n"u8);
    }

    private void WriteFrame(StackChartFrame frame, long top)
    {
        long left = PlaceOf(frame.Start);
        long width = Math.Max(50, PlaceOf(frame.End) - left);
        long y = top + (frame.Depth * (long)RowHeight);
        _svg.Write("<g class=\"f\"><title>"u8);
        _svg.WriteVisible(frame.Name, TextEscape.Xml);
        _svg.Write('\n');
        SliceText.WriteRange(_svg, new TimeRange(frame.Start, frame.End), _chart.ProfileOrigin, SliceText.DecimalsFor(Math.Max(1, _span / _inner)));
        _svg.Write($" · {new Quantity(frame.Value, _metric)}</title><rect class=\"");
        _svg.Write(FramePalette.LetterOf(FramePalette.ClassOf(frame.Kind)));
        _svg.Write((char)('0' + FramePalette.ShadeOf(frame.Name)));
        _svg.Write("\" x=\""u8);
        _svg.WriteHundredths(left, 0);
        _svg.Write("\" y=\""u8);
        _svg.Write(y);
        _svg.Write("\" width=\""u8);
        _svg.WriteHundredths(width >= 300 ? width - 50 : width, 0);
        _svg.Write($"\" height=\"{BoxHeight}\"/>");
        int cells = LabelFit.CellsIn(width, LabelPadding);
        if (cells >= LabelFit.MinCells)
        {
            (int length, bool isCut) = LabelFit.Fit(frame.Name, cells);
            _svg.Write("<text x=\""u8);
            _svg.WriteHundredths(left + (LabelPadding / 2), 0);
            _svg.Write($"\" y=\"{y + 12}\">");
            _svg.WriteVisible(frame.Name[..length], TextEscape.Xml);
            _svg.Write(isCut ? "…</text>"u8 : "</text>"u8);
        }

        _svg.Write("</g>\n"u8);
    }

    // Hundredths of a pixel.
    private long PlaceOf(long time) => (_left * 100L) + (long)(((Int128)time - _start) * _inner * 100 / _span);
}
