using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>What a flame graph shows of its tree: how wide frames are, what their colours mean, and what is said of them.</summary>
internal interface IFlamePaint
{
    /// <summary>The nodes.</summary>
    FlameTree Tree { get; }

    /// <summary>By node: its width, with those of all descendants.</summary>
    ReadOnlySpan<long> Totals { get; }

    /// <summary>By node: its own part of the width.</summary>
    ReadOnlySpan<long> Selfs { get; }

    /// <summary>How many nodes have no width, which <see cref="AddNotes"/> tells.</summary>
    int Widthless { get; }

    /// <summary>How widths are written.</summary>
    MetricText Metric { get; }

    /// <summary>The general heading.</summary>
    string Title { get; }

    /// <summary>One sentence for those who cannot see the drawing.</summary>
    string Summary { get; }

    /// <summary>Learns, before anything is written, that a node will be drawn.</summary>
    void See(int node);

    /// <summary>Adds what is to be said of the data.</summary>
    void AddNotes(DrawingNotes notes);

    /// <summary>Writes the CSS rules of the frames for one theme, each after a selector of the drawing.</summary>
    void WriteRules(Utf8Output css, string scope, bool isDark);

    /// <summary>Writes what frames refer to.</summary>
    void WriteDefinitions(Utf8Output svg);

    /// <summary>Writes the legend from a place to the right.</summary>
    void WriteLegend(Utf8Output svg, int x, int y);

    /// <summary>Writes the CSS class of a frame.</summary>
    void WriteClass(Utf8Output svg, FlameNode node);

    /// <summary>The CSS class of the hatching over a frame, or <see langword="null"/>.</summary>
    string? HatchOf(int node);

    /// <summary>The word for the kind of a frame.</summary>
    string KindOf(FlameNode node);

    /// <summary>Writes the values of a frame in one line.</summary>
    void WriteValues(Utf8Output svg, FlameNode node);
}
