using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

internal sealed partial class HeatMapDrawing
{
    private const long Second = 1_000_000_000;
    private const int TickLength = 5;
    private const int BoxWidth = 30;
    private const int BoxHeight = 12;
    private const int GradientStep = 4;

    // As many pixels as a name needs, and as many as a drawing has to spare for names.
    private const int LowestNamedRow = 14;
    private const int WidestNames = 220;

    // The step between labels, in pixels, that keeps them apart.
    private const int TimeLabelWidth = 64;
    private const int OffsetLabelHeight = 30;

    // What stands under the time axis is about as long as this; a narrower map has it from its left edge on.
    private const int TimeTitleWidth = 320;

    private string TopLabel => _metric.Short(_scale.Top) + (_scale.IsClipped ? "–" + _metric.Short(_scale.Maximum) : "");

    private string GeneralTitle => _map.RowKind switch
    {
        HeatMapRowKind.Offset => "Subsecond-offset heat map",
        HeatMapRowKind.Cpu => "Heat map by CPU",
        HeatMapRowKind.Thread => "Heat map by thread",
        HeatMapRowKind.Process => "Heat map by process",
        HeatMapRowKind.Cgroup => "Heat map by control group",
        _ => "Heat map by command",
    };

    private string RowsInWords => _map.RowKind switch
    {
        HeatMapRowKind.Offset => "offsets inside a column with 0 at the bottom",
        HeatMapRowKind.Cpu => "CPUs from the bottom up",
        HeatMapRowKind.Thread => "threads, the busiest at the bottom",
        HeatMapRowKind.Process => "processes, the busiest at the bottom",
        HeatMapRowKind.Cgroup => "control groups, the busiest at the bottom",
        _ => "commands, the busiest at the bottom",
    };

    private static byte[][] RowNamesOf(HeatMap map)
    {
        byte[][] names = new byte[map.RowNames.Count][];
        for (int row = 0; row < names.Length; row++)
        {
            names[row] = SvgFrame.Utf8(map.RowNames[row]);
        }

        return names;
    }

    private static int LeftFor(byte[][] names)
    {
        int widest = 0;
        foreach (byte[] name in names)
        {
            widest = Math.Max(widest, LabelFit.WidthOf(name));
        }

        return Math.Max(NarrowestLeft, Math.Min(WidestNames, widest) + TickLength + 14);
    }

    // Rows that are too low for a name each have every second, third … named.
    private void WriteRowNames(long top)
    {
        int cells = LabelFit.CellsIn((_left - TickLength - 14) * 100L, 0);
        long step = (LowestNamedRow + _cellHeight - 1) / _cellHeight;
        for (long row = 0; row < _rowNames.Length; row += step)
        {
            byte[] name = _rowNames[row];
            (int length, bool isCut) = LabelFit.Fit(name, cells);
            long y = top + _height - (row * _cellHeight) - (_cellHeight / 2);
            _svg.Write($"""
                <path class="line" d="M{_left - TickLength - 1} {y}.5h{TickLength}"/><text class="name end" x="{_left - TickLength - 4}" y="{y + 4}">{new Xml(name.AsSpan(0, length))}{(isCut ? "…" : "")}<title>{new Xml(name)}</title></text>

                """);
        }
    }

    private void WriteRowAxis(long top)
    {
        _svg.Write($"""<path class="line" d="M{_left - 1}.5 {top}v{_height}"/>{"\n"}""");
        if (_map.RowKind == HeatMapRowKind.Offset)
        {
            WriteOffsets(top);
        }
        else
        {
            WriteRowNames(top);
        }
    }

    private void WriteOffsets(long top)
    {
        TimeTicks ticks = TimeTicks.For(_map.ColumnWidth, (int)Math.Max(1, _height / OffsetLabelHeight));
        for (Int128 offset = 0; offset <= _map.ColumnWidth; offset += ticks.Step)
        {
            long y = top + _height - (long)(offset * _map.Rows * _cellHeight / ((Int128)_map.ColumnWidth * _cells.RowsJoined));
            _svg.Write($"""
                <path class="line" d="M{_left - TickLength - 1} {y}.5h{TickLength}"/><text class="note end" x="{_left - TickLength - 5}" y="{y + 4}">{(long)(offset / ticks.Unit)}</text>

                """);
        }

        string what = _map.ColumnWidth == Second ? "offset in the second" : "offset in the column";
        long middle = top + (_height / 2);
        _svg.Write($"""<text class="note middle" transform="translate(16 {middle}) rotate(-90)">{what}, {ticks.UnitName}</text>{"\n"}""");
    }

    private void WriteTimeAxis(long top)
    {
        Int128 first = (Int128)_map.Origin - _map.ProfileOrigin;
        Int128 last = first + ((Int128)_map.Columns * _map.ColumnWidth);
        TimeLabels labels = TimeLabels.For(first, last, (int)Math.Max(1, _width / TimeLabelWidth));
        long step = labels.Ticks.Step;
        _svg.Write($"""<path class="line" d="M{_left - 1} {top}.5h{_width + 1}"/>{"\n"}""");
        for (Int128 time = (first + step - 1) / step * step; time <= last; time += step)
        {
            long x = _left + (long)((time - first) * _cellWidth / ((Int128)_map.ColumnWidth * _cells.ColumnsJoined));
            _svg.Write($"""
                <path class="line" d="M{x}.5 {top}v{TickLength}"/><text class="note middle" x="{x}" y="{top + 18}">{labels.Of(time)}</text>

                """);
        }

        bool isNarrow = _width < TimeTitleWidth;
        _svg.Write($"""<text class="note{(isNarrow ? "" : " middle")}" x="{(isNarrow ? _left : _left + (_width / 2))}" y="{top + 34}">{labels.Words} from """);
        _svg.WriteDecimal(_map.ProfileOrigin, 9, 0);
        _svg.Write(" s of the recording’s clock</text>\n");
    }

    private void WriteLegend(long top)
    {
        long y = top + 6;
        _svg.Write($"""
            <g class="legend"><text class="note" x="{_left}" y="{y + 10}">{new Xml(SvgFrame.Utf8(_metric.Noun))} a cell</text>
            <rect class="zero" x="{_left + 96}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note middle" x="{_left + 96 + (BoxWidth / 2)}" y="{y + 26}">0</text>

            """);
        long x = _left + 96 + BoxWidth;
        if (_scale.HasBoxes)
        {
            WriteBoxes(x, y);
        }
        else
        {
            WriteGradient(x + 6, y);
        }

        if (_map.RowKind == HeatMapRowKind.Offset)
        {
            long right = Math.Max(MinWidth - Right, _left + _width);
            _svg.Write($"""
                <rect class="nodata" x="{right - BoxWidth}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note end" x="{right - 2}" y="{y + 26}">no data</text>

                """);
        }

        _svg.Write("</g>\n"u8);
    }

    private void WriteBoxes(long x, long y)
    {
        for (int value = 1; value <= _scale.Top; value++, x += BoxWidth)
        {
            string label = value < _scale.Top ? _metric.Short(value) : TopLabel;
            bool isLong = label.Length > 5;
            _svg.Write($"""
                <rect class="c{_scale.LevelOf(value)}" x="{x}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note{(isLong ? "" : " middle")}" x="{(isLong ? x : x + (BoxWidth / 2) - 1)}" y="{y + 26}">{new Xml(SvgFrame.Utf8(label))}</text>

                """);
        }
    }

    private void WriteGradient(long x, long y)
    {
        for (int level = 0; level < _scale.Levels; level++)
        {
            _svg.Write($"""<rect class="c{level}" x="{x + (level * GradientStep)}" y="{y}" width="{GradientStep}" height="{BoxHeight}" shape-rendering="crispEdges"/>""");
        }

        long end = x + (_scale.Levels * GradientStep);
        _svg.Write($"""

            <text class="note" x="{x}" y="{y + 26}">{new Xml(SvgFrame.Utf8(_metric.Short(1)))}</text><text class="note middle" x="{(x + end) / 2}" y="{y + 26}">{new Xml(SvgFrame.Utf8(_metric.Short((_scale.Top + 1) / 2)))}</text><text class="note{(_scale.IsClipped ? "" : " end")}" x="{end - (_scale.IsClipped ? 14 : 0)}" y="{y + 26}">{new Xml(SvgFrame.Utf8(TopLabel))}</text>

            """);
    }
}
