using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

internal sealed partial class HeatMapDrawing
{
    private const long Second = 1_000_000_000;
    private const int TickLength = 5;
    private const int BoxWidth = 30;
    private const int BoxHeight = 12;
    private const int GradientStep = 4;

    // The step between labels, in pixels, that keeps them apart.
    private const int TimeLabelWidth = 64;
    private const int OffsetLabelHeight = 30;

    private void WriteOffsetAxis(long top)
    {
        TimeTicks ticks = TimeTicks.For(_map.ColumnWidth, (int)Math.Max(1, _height / OffsetLabelHeight));
        _svg.Write($"""<path class="line" d="M{Left - 1}.5 {top}v{_height}"/>{"\n"}""");
        for (Int128 offset = 0; offset <= _map.ColumnWidth; offset += ticks.Step)
        {
            long y = top + _height - (long)(offset * _height / _map.ColumnWidth);
            _svg.Write($"""
                <path class="line" d="M{Left - TickLength - 1} {y}.5h{TickLength}"/><text class="note end" x="{Left - TickLength - 5}" y="{y + 4}">{(long)(offset / ticks.Unit)}</text>

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
        TimeTicks ticks = TimeTicks.For(last - first, (int)Math.Max(1, _width / TimeLabelWidth));
        _svg.Write($"""<path class="line" d="M{Left - 1} {top}.5h{_width + 1}"/>{"\n"}""");
        for (Int128 time = (first + ticks.Step - 1) / ticks.Step * ticks.Step; time <= last; time += ticks.Step)
        {
            long x = Left + (long)((time - first) * _cellWidth / _map.ColumnWidth);
            _svg.Write($"""
                <path class="line" d="M{x}.5 {top}v{TickLength}"/><text class="note middle" x="{x}" y="{top + 18}">{new Count((long)(time / ticks.Unit))}</text>

                """);
        }

        _svg.Write($"""<text class="note middle" x="{Left + (_width / 2)}" y="{top + 34}">time since the start, {ticks.UnitName}</text>{"\n"}""");
    }

    private void WriteLegend(long top)
    {
        long y = top + 6;
        _svg.Write($"""
            <g class="legend"><text class="note" x="{Left}" y="{y + 10}">samples a cell</text>
            <rect class="zero" x="{Left + 96}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note middle" x="{Left + 96 + (BoxWidth / 2)}" y="{y + 26}">0</text>

            """);
        long x = Left + 96 + BoxWidth;
        if (_scale.HasBoxes)
        {
            WriteBoxes(x, y);
        }
        else
        {
            WriteGradient(x + 6, y);
        }

        long right = Math.Max(LeastWidth - Right, Left + _width);
        _svg.Write($"""
            <rect class="nodata" x="{right - BoxWidth}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note end" x="{right - 2}" y="{y + 26}">no data</text>
            </g>

            """);
    }

    private void WriteBoxes(long x, long y)
    {
        for (int value = 1; value <= _scale.Top; value++, x += BoxWidth)
        {
            string label = value < _scale.Top ? FormattableString.Invariant($"{value}") : _scale.TopLabel;
            bool isLong = label.Length > 5;
            _svg.Write($"""
                <rect class="c{_scale.LevelOf(value)}" x="{x}" y="{y}" width="{BoxWidth - 2}" height="{BoxHeight}"/><text class="note{(isLong ? "" : " middle")}" x="{(isLong ? x : x + (BoxWidth / 2) - 1)}" y="{y + 26}">{label}</text>

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

            <text class="note" x="{x}" y="{y + 26}">1</text><text class="note middle" x="{(x + end) / 2}" y="{y + 26}">{new Count((_scale.Top + 1) / 2)}</text><text class="note{(_scale.IsClipped ? "" : " end")}" x="{end - (_scale.IsClipped ? 14 : 0)}" y="{y + 26}">{_scale.TopLabel}</text>

            """);
    }
}
