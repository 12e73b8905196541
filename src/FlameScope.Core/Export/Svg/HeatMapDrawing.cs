using FlameScope.Columns;
using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>Draws one heat map: heading, column totals, cells, axes, legend.</summary>
internal sealed partial class HeatMapDrawing
{
    private const string CssClass = "flamescope-heatmap";
    private const int NarrowestLeft = 66;
    private const int Right = 28;
    private const int StripHeight = 40;
    private const int StripGap = 12;
    private const int AxisHeight = 44;
    private const int LegendHeight = 48;
    private const int MinWidth = 560;
    private const int HeightWithoutColumns = 120;

    // Beyond this many a side, a drawing would be too large to look at.
    private const int MaxCells = 1_000;

    private readonly HeatMap _map;
    private readonly SvgHeatMapOptions _options;
    private readonly Utf8Output _svg;
    private readonly HeatMapCells _cells;
    private readonly HeatMapLevels _scale;
    private readonly MetricText _metric;
    private readonly byte[][] _rowNames;
    private readonly long _cellWidth;
    private readonly long _cellHeight;
    private readonly long _width;
    private readonly long _height;
    private readonly int _decimals;
    private readonly int _left;
    private readonly MarkerStrip _markers;

    public HeatMapDrawing(HeatMap map, SvgHeatMapOptions options, Utf8Output svg)
    {
        _map = map;
        _options = options;
        _svg = svg;
        _scale = new HeatMapLevels(HeatMapScale.Of(map.Values));
        _metric = new MetricText(map.Metric);
        _rowNames = RowNamesOf(map);
        _left = LeftFor(_rowNames);
        bool isOffset = map.RowKind == HeatMapRowKind.Offset;
        int rows = Math.Max(1, map.Rows);
        _cells = new HeatMapCells(
            map,
            options.CellWidth is null ? MaxCells : Math.Max(1, map.Columns),
            options.CellHeight is null && isOffset ? MaxCells : rows);
        _cellWidth = options.CellWidth ?? CellWidthFor(_cells.Columns, options.Width);
        _cellHeight = options.CellHeight ?? Math.Clamp(400 / Math.Max(1, _cells.Rows), isOffset ? 1 : LowestNamedRow, 20);
        _width = map.Columns == 0 ? Math.Max(MinWidth, options.Width ?? 0) - _left - Right : _cells.Columns * _cellWidth;
        _height = map.Columns == 0 ? HeightWithoutColumns : _cells.Rows * _cellHeight;
        _decimals = SliceText.DecimalsFor(Math.Max(1, isOffset ? map.ColumnWidth / rows : map.ColumnWidth));
        _markers = new MarkerStrip(map, _left, _cellWidth, _cells.ColumnsJoined);
    }

    public void Draw()
    {
        long width = Math.Max(Math.Max(MinWidth, _options.Width ?? 0), _left + _width + Right);
        string title = DrawingNotes.Cut(_options.Title ?? GeneralTitle, (int)(width - 40) / 10);
        DrawingNotes notes = new((int)width - 24);
        notes.Add(_map.Coverage, _map.EventName, _map.Metric);
        if (_markers.Skipped > 0)
        {
            notes.Add(DrawingNotes.Counted(_markers.Skipped, "marker") + " not drawn");
        }

        if (_cells.AreJoined)
        {
            notes.Add(Joined);
        }

        long stripTop = SvgFrame.HeadingHeight(title, notes.Lines) + 4;
        long top = stripTop + StripHeight + StripGap;
        long bottom = top + _height + _markers.Height;
        long height = bottom + AxisHeight + LegendHeight;
        SvgFrame.Open(_svg, CssClass, "img", width, height, title.Length > 0 ? title : GeneralTitle, Description(notes));
        SvgFrame.WriteStyle(_svg, SvgAsset.HeatMapStyle, _options.Theme, WriteColors);
        _svg.Write($"""<rect class="back" width="100%" height="100%"/>{"\n"}""");
        SvgFrame.WriteHeading(_svg, 12, title, notes.Lines);
        if (_map.Columns == 0)
        {
            _svg.Write($"""
                <rect class="zero" x="12" y="{stripTop}" width="{width - 24}" height="{height - stripTop - 12}" rx="4"/>
                <text class="note middle" x="{width / 2}" y="{(stripTop + height - 4) / 2}">There are no samples to draw.</text>

                """);
        }
        else
        {
            WriteTotals(stripTop);
            WriteCells(top);
            WriteRowAxis(top);
            _markers.Write(_svg, top + _height, LabelFit.CellsIn((_left - 12) * 100L, 0));
            WriteTimeAxis(bottom);
            WriteLegend(bottom + AxisHeight);
        }

        _svg.Write("</svg>\n"u8);
    }

    private long CellWidthFor(int columns, int? width) => width is int wanted
        ? Math.Clamp((wanted - _left - Right) / Math.Max(1, columns), 1, SvgHeatMapOptions.MaxCellSize)
        : Math.Clamp(1000 / Math.Max(1, columns), 2, 20);

    private void WriteColors(Utf8Output css, bool isDark)
    {
        string scope = "." + CssClass;
        (string back, string text, string muted, string line, string bar) = isDark
            ? ("#0f1115", "#e6e8eb", "#9aa3ae", "#4a515c", "#6e7681")
            : ("#ffffff", "#15181c", "#57606a", "#afb8c1", "#8c959f");
        css.Write($$"""
            {{scope}}{color:{{text}};color-scheme:{{(isDark ? "dark" : "light")}}}
            {{scope}} .back{fill:{{back}}}
            {{scope}} .note{fill:{{muted}}}
            {{scope}} .line{stroke:{{line}}}
            {{scope}} .bar{fill:{{bar}}}

            """);
        _markers.WriteRule(css, scope, muted);
        HeatMapPalette.WriteRules(css, scope, _scale.Levels, isDark);
    }

    private string Joined => (_cells.ColumnsJoined, _cells.RowsJoined) switch
    {
        (int columns, 1) => FormattableString.Invariant($"the fullest cell of every {columns} columns is shown"),
        (1, int rows) => FormattableString.Invariant($"the fullest cell of every {rows} rows is shown"),
        (int columns, int rows) => FormattableString.Invariant($"the fullest cell of every {columns} columns and {rows} rows is shown"),
    };

    private string Description(DrawingNotes notes) =>
        $"Columns are spans of time, rows are {RowsInWords}, colours tell how many {_map.Metric.Unit}. "
        + FormattableString.Invariant($"{_map.Columns} columns of {_map.Rows} rows, at most {_map.Maximum} in a cell. ")
        + string.Join(" · ", notes.Lines);

    private void WriteTotals(long top)
    {
        long most = 0;
        foreach (long total in _map.ColumnTotals)
        {
            most = Math.Max(most, total);
        }

        _svg.Write($"""
            <text class="note end" x="{_left - 8}" y="{top + 9}">{new Xml(SvgFrame.Utf8(_metric.Short(most)))}</text><text class="note end" x="{_left - 8}" y="{top + StripHeight}">0</text>
            <g class="totals">

            """);
        for (int column = 0; column < _cells.Columns; column++)
        {
            int shown = _cells.FullestColumn(column);
            long total = _map.ColumnTotals[shown];
            if (total > 0)
            {
                Pixels height = new(Math.Max(50, (long)((Int128)total * StripHeight * 100 / most)));
                Pixels start = new((top + StripHeight) * 100 - height.Hundredths);
                long gap = _cellWidth >= 6 ? 1 : 0;
                _svg.Write($"""<path class="bar" d="M{_left + (column * _cellWidth)} {start}h{_cellWidth - gap}v{height}h-{_cellWidth - gap}z"><title>""");
                WriteSpan(_map.RangeOf(new HeatMapCell(shown, 0), new HeatMapCell(shown, _map.Rows - 1)), total);
                _svg.Write("</title></path>\n"u8);
            }
        }

        _svg.Write($"</g>\n<path class=\"line\" d=\"M{_left} {top + StripHeight}.5h{_width}\"/>\n");
    }

    // Cells without samples are one rectangle behind the others.
    private void WriteCells(long top)
    {
        _svg.Write($"""<rect class="zero" x="{_left}" y="{top}" width="{_width}" height="{_height}"/>{"\n"}""");
        WriteCellsWithoutData(top);
        _svg.Write("<g class=\"cells\">\n"u8);
        for (int column = 0; column < _cells.Columns; column++)
        {
            for (int row = 0; row < _cells.Rows; row++)
            {
                HeatMapCell cell = _cells.Fullest(column, row);
                long value = _cells.ValueOf(cell);
                if (value > 0)
                {
                    long y = top + ((_cells.Rows - 1 - row) * _cellHeight);
                    _svg.Write($"""<path class="c{_scale.LevelOf(value)}" d="M{_left + (column * _cellWidth)} {y}h{_cellWidth}v{_cellHeight}h-{_cellWidth}z"><title>""");
                    if (_rowNames.Length > 0)
                    {
                        _svg.Write($"{new Xml(_rowNames[cell.Row])} · ");
                    }

                    WriteSpan(_map.RangeOf(cell), value);
                    _svg.Write("</title></path>\n"u8);
                }
            }
        }

        _svg.Write("</g>\n"u8);
    }

    // The profile starts and ends somewhere inside its first and last column.
    private void WriteCellsWithoutData(long top)
    {
        if (_map.RowKind != HeatMapRowKind.Offset)
        {
            return;
        }

        int before = _map.CellOf(_map.CapturedRange.Start)!.Value.Row / _cells.RowsJoined;
        int last = _map.CellOf(_map.CapturedRange.End - 1)!.Value.Row / _cells.RowsJoined;
        int behind = _cells.Rows - 1 - last;
        if (before > 0 && _cells.ColumnsJoined == 1)
        {
            _svg.Write($"""<rect class="nodata" x="{_left}" y="{top + ((_cells.Rows - before) * _cellHeight)}" width="{_cellWidth}" height="{before * _cellHeight}"><title>no data</title></rect>{"\n"}""");
        }

        if (behind > 0 && _cells.IsLastColumnAlone)
        {
            _svg.Write($"""<rect class="nodata" x="{_left + ((_cells.Columns - 1) * _cellWidth)}" y="{top}" width="{_cellWidth}" height="{behind * _cellHeight}"><title>no data</title></rect>{"\n"}""");
        }
    }

    private void WriteSpan(TimeRange range, long value)
    {
        SliceText.WriteRange(_svg, range, _map.ProfileOrigin, _decimals);
        _svg.Write($" · {new Quantity(value, _metric)}");
    }
}
