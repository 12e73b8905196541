using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>The markers of a heat map as ticks below its cells: a row for each kind, a bar where a marker lasts.</summary>
internal sealed class MarkerStrip
{
    /// <summary>The most markers that are drawn; of more, evenly chosen ones are.</summary>
    public const int MaxDrawn = 2_000;

    // More kinds than this share the last row.
    private const int MaxRows = 6;
    private const int RowHeight = 14;
    private const int TickHeight = 10;
    private const int Gap = 4;

    private readonly HeatMap _map;
    private readonly long _left;
    private readonly long _cellWidth;
    private readonly int _columnsJoined;
    private readonly List<NamedMarker> _drawn = [];
    private readonly List<string> _kinds = [];

    /// <param name="map">The map.</param>
    /// <param name="left">Where its first column starts, in pixels.</param>
    /// <param name="cellWidth">Pixels per column that is drawn.</param>
    /// <param name="columnsJoined">The map's columns in one that is drawn.</param>
    public MarkerStrip(HeatMap map, long left, long cellWidth, int columnsJoined)
    {
        _map = map;
        _left = left;
        _cellWidth = cellWidth;
        _columnsJoined = columnsJoined;
        List<NamedMarker> inside = [.. map.Markers.Where(IsOnMap)];
        for (long i = 0; i < inside.Count; i++)
        {
            if (inside.Count <= MaxDrawn || i * MaxDrawn / inside.Count != (i - 1) * MaxDrawn / inside.Count || i == 0)
            {
                _drawn.Add(inside[(int)i]);
            }
        }

        _kinds.AddRange(_drawn.Select(marker => marker.Kind).Distinct(StringComparer.Ordinal));
        Skipped = map.Markers.Count - _drawn.Count;
    }

    /// <summary>Pixels that the strip takes; 0 where there is nothing to draw.</summary>
    public int Height => _drawn.Count == 0 ? 0 : (Rows * RowHeight) + (2 * Gap);

    /// <summary>How many markers are not drawn: too many of them, or none of their time is on the map.</summary>
    public int Skipped { get; }

    private int Rows => Math.Min(_kinds.Count, MaxRows);

    /// <summary>Writes the colour of ticks, where there are any.</summary>
    public void WriteRule(Utf8Output css, string scope, string color)
    {
        if (_drawn.Count > 0)
        {
            css.Write($"{scope} .marker{{fill:{color}}}\n");
        }
    }

    /// <summary>Writes the ticks and the names of their kinds.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="top">Where the strip begins, in pixels.</param>
    /// <param name="labelCells">Characters that the name of a kind may have.</param>
    public void Write(Utf8Output svg, long top, int labelCells)
    {
        if (_drawn.Count == 0)
        {
            return;
        }

        svg.Write("<g class=\"markers\">\n"u8);
        for (int row = 0; row < Rows; row++)
        {
            byte[] label = SvgFrame.Utf8(LabelOf(row));
            (int length, bool isCut) = LabelFit.Fit(label, labelCells);
            svg.Write($"""<text class="note end" x="{_left - 8}" y="{top + Gap + (row * RowHeight) + TickHeight}">{new Xml(label.AsSpan(0, length))}{(isCut ? "…" : "")}<title>{new Xml(label)}</title></text>{"\n"}""");
        }

        foreach (NamedMarker marker in _drawn)
        {
            long y = top + Gap + (RowOf(marker) * RowHeight);
            long start = PlaceOf(marker.Range.Start);
            long width = Math.Max(1, PlaceOf(marker.Range.End) - start);
            svg.Write($"""<path class="marker" d="M{_left + start} {y}h{width}v{TickHeight}h-{width}z"><title>""");
            WriteTitle(svg, marker);
            svg.Write("</title></path>\n"u8);
        }

        svg.Write("</g>\n"u8);
    }

    private void WriteTitle(Utf8Output svg, NamedMarker marker)
    {
        svg.Write($"{new Xml(SvgFrame.Utf8(marker.Name))}");
        foreach (string? more in (ReadOnlySpan<string?>)[marker.Kind, marker.Thread, marker.Text])
        {
            if (!string.IsNullOrEmpty(more))
            {
                svg.Write($" · {new Xml(SvgFrame.Utf8(more))}");
            }
        }

        svg.Write(" · "u8);
        int decimals = SliceText.DecimalsFor(marker.Range.Duration);
        if (marker.Range.IsEmpty)
        {
            SliceText.WriteInstant(svg, marker.Range.Start, _map.ProfileOrigin, decimals);
        }
        else
        {
            SliceText.WriteRange(svg, marker.Range, _map.ProfileOrigin, decimals);
        }
    }

    private int RowOf(NamedMarker marker) => Math.Min(_kinds.IndexOf(marker.Kind), MaxRows - 1);

    private string LabelOf(int row) =>
        row == MaxRows - 1 && _kinds.Count > MaxRows ? "others" : _kinds[row].Length == 0 ? "markers" : _kinds[row];

    private bool IsOnMap(NamedMarker marker)
    {
        Int128 end = _map.Origin + ((Int128)_map.Columns * _map.ColumnWidth);
        return marker.Range.IsEmpty
            ? marker.Range.Start >= _map.Origin && marker.Range.Start < end
            : marker.Range.Start < end && marker.Range.End > _map.Origin;
    }

    // Pixels from the map's left edge, inside the map.
    private long PlaceOf(long time) =>
        (long)Int128.Clamp(
        ((Int128)time - _map.Origin) * _cellWidth / ((Int128)_map.ColumnWidth * _columnsJoined), 0, (Int128)_map.Columns * _cellWidth / _columnsJoined);
}
