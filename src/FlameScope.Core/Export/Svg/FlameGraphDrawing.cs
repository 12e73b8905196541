using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>Draws one flame graph: first measures what is to be seen, then writes it frame by frame.</summary>
internal sealed class FlameGraphDrawing
{
    private const string CssClass = "flamescope-flames";
    private const int Margin = 12;
    private const int RowHeight = 18;
    private const int BoxHeight = 17;
    private const int LabelPadding = 800;
    private const int LegendHeight = 26;
    private const int DetailsHeight = 44;

    // Left free at the right of the heading: the script puts the search there.
    private const int SearchWidth = 250;

    private readonly IFlamePaint _paint;
    private readonly FlameTree _tree;
    private readonly SvgFlameGraphOptions _options;
    private readonly Utf8Output _svg;
    private readonly long _innerWidth;
    private readonly long _minTotal;
    private readonly string _title;
    private readonly long _total;
    private int _deepest;
    private int _hidden;
    private int _top;

    public FlameGraphDrawing(IFlamePaint paint, SvgFlameGraphOptions options, Utf8Output svg)
    {
        _paint = paint;
        _tree = paint.Tree;
        _total = paint.Totals[0];
        _options = options;
        _svg = svg;
        _innerWidth = options.Width - (2L * Margin);
        _minTotal = Math.Max(1, (long)Math.Min(long.MaxValue, Math.Ceiling(options.MinFrameWidth * _total / _innerWidth)));
        int room = options.Width - (2 * Margin) - (options.IsInteractive ? SearchWidth : 0);
        _title = DrawingNotes.Cut(options.Title ?? paint.Title, Math.Max(8, room / 10));
    }

    public void Draw()
    {
        Measure();
        DrawingNotes notes = Notes();
        int heading = SvgFrame.HeadingHeight(_title, notes.Lines);
        int details = _options.IsInteractive ? DetailsHeight : 0;
        _top = heading + LegendHeight + (_options.IsIcicle ? details : 0);
        long height = _top + ((_deepest + 1L) * RowHeight) + (_options.IsIcicle ? 0 : details) + Margin;
        string role = _options.IsInteractive ? "group" : "img";
        SvgFrame.Open(_svg, CssClass, role, _options.Width, height, _title.Length > 0 ? _title : _paint.Title, _paint.Summary + " " + string.Join(" · ", notes.Lines));
        SvgFrame.WriteStyle(_svg, SvgAsset.FlameGraphStyle, _options.Theme, WriteColors);
        _svg.Write($"""<rect class="back" width="100%" height="100%"/>{"\n"}""");
        SvgFrame.WriteHeading(_svg, Margin, _title, notes.Lines);
        _paint.WriteDefinitions(_svg);
        _paint.WriteLegend(_svg, Margin, heading);
        WriteFrames();
        if (_options.IsInteractive)
        {
            WriteScript(_options.IsIcicle ? heading + LegendHeight : _top + ((_deepest + 1L) * RowHeight));
        }

        _svg.Write("</svg>\n"u8);
    }

    private void WriteColors(Utf8Output css, bool isDark)
    {
        string scope = "." + CssClass;
        SvgFrame.WriteColors(css, scope, isDark);
        _paint.WriteRules(css, scope, isDark);
    }

    // The height and the notes stand before the frames, so what will be seen has to be known first.
    private void Measure()
    {
        using FlameLayout walk = new(_tree, _paint.Totals, _minTotal);
        while (walk.MoveNext())
        {
            _deepest = Math.Max(_deepest, _tree.Depths[walk.Node]);
            _paint.See(walk.Node);
        }

        _hidden = walk.Hidden;
    }

    private DrawingNotes Notes()
    {
        DrawingNotes notes = new(_options.Width - (2 * Margin));
        _paint.AddNotes(notes);
        if (_hidden > _paint.Widthless)
        {
            notes.Add(DrawingNotes.Counted(_hidden - _paint.Widthless, "frame") + " too narrow to draw");
        }

        return notes;
    }

    private void WriteFrames()
    {
        _svg.Write("<g class=\"frames\">\n"u8);
        using FlameLayout walk = new(_tree, _paint.Totals, _minTotal);
        while (walk.MoveNext())
        {
            WriteFrame(_tree[walk.Node], walk.Start);
        }

        _svg.Write("</g>\n"u8);
    }

    private void WriteFrame(FlameNode node, long start)
    {
        long total = _paint.Totals[node.Index];
        long left = PlaceOf(start);
        long width = _total == 0 ? _innerWidth * 100 : PlaceOf(start + total) - left;
        int row = _options.IsIcicle ? node.Depth : _deepest - node.Depth;
        long y = _top + ((long)row * RowHeight);
        _svg.Write("<g class=\"f\""u8);
        if (_options.IsInteractive)
        {
            _svg.Write(" data-v=\""u8);
            _svg.Write(start);
            _svg.Write(' ');
            _svg.Write(total);
            _svg.Write(' ');
            _svg.Write(_paint.Selfs[node.Index]);
            _svg.Write(' ');
            _svg.Write(node.Depth);
            _svg.Write('"');
        }

        _svg.Write("><title>"u8);
        WriteDetails(node);
        _svg.Write("</title><rect class=\""u8);
        _paint.WriteClass(_svg, node);
        WriteBox(left, y, width);
        if (_paint.HatchOf(node.Index) is string hatch)
        {
            _svg.Write("<rect class=\""u8);
            _svg.Write(hatch);
            WriteBox(left, y, width);
        }

        int cells = LabelFit.CellsIn(width, LabelPadding);
        if (cells >= LabelFit.MinCells)
        {
            (int length, bool isCut) = LabelFit.Fit(node.Name, cells);
            _svg.Write("<text x=\""u8);
            _svg.WriteHundredths(left + (LabelPadding / 2), 0);
            _svg.Write("\" y=\""u8);
            _svg.Write(y + 13);
            _svg.Write("\">"u8);
            _svg.WriteVisible(node.Name[..length], TextEscape.Xml);
            _svg.Write(isCut ? "…</text>"u8 : "</text>"u8);
        }

        _svg.Write("</g>\n"u8);
    }

    // After the opened class attribute of a rectangle.
    private void WriteBox(long left, long y, long width)
    {
        // A hair of background between neighbours, as long as it does not eat the frame.
        long drawn = width >= 300 ? width - 50 : Math.Max(width, 1);
        _svg.Write("\" x=\""u8);
        _svg.WriteHundredths(left, 0);
        _svg.Write("\" y=\""u8);
        _svg.Write(y);
        _svg.Write("\" width=\""u8);
        _svg.WriteHundredths(drawn, 0);
        _svg.Write("\" height=\""u8);
        _svg.Write(BoxHeight);
        _svg.Write("\" rx=\"1\"/>"u8);
    }

    // The script takes this text apart again: the name, the kind and module, the counts, a line each.
    private void WriteDetails(FlameNode node)
    {
        _svg.WriteVisible(node.Name, TextEscape.Xml);
        _svg.Write('\n');
        _svg.Write(_paint.KindOf(node));
        if (!node.Module.IsEmpty)
        {
            _svg.Write(" · "u8);
            _svg.WriteVisible(node.Module, TextEscape.Xml);
        }

        _svg.Write('\n');
        _paint.WriteValues(_svg, node);
    }

    private long PlaceOf(long start) =>
        (Margin * 100L) + (_total == 0 ? 0 : (long)((Int128)start * _innerWidth * 100 / _total));

    private void WriteScript(long detailsTop)
    {
        string settings = FormattableString.Invariant(
            $"{Margin} {_options.Width} {detailsTop} {_options.MinFrameWidth}");
        _svg.Write($"<script data-settings=\"{settings}\" data-unit=\"{new Xml(SvgFrame.Utf8(_paint.Metric.Singular))}|{new Xml(SvgFrame.Utf8(_paint.Metric.Plural))}\"><![CDATA[\n");
        SvgAsset.Write(_svg, SvgAsset.FlameGraphScript);
        _svg.Write("]]></script>\n"u8);
    }
}
