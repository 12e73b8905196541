using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>A flame tree whose colours tell the kind of code.</summary>
internal sealed class KindPaint : IFlamePaint
{
    private readonly bool[] _occurs = new bool[FramePalette.Classes.Length];

    public KindPaint(FlameTree tree)
    {
        Tree = tree;
        Metric = new MetricText(tree.Metric);
    }

    public FlameTree Tree { get; }

    public ReadOnlySpan<long> Totals => Tree.TotalValues;

    public ReadOnlySpan<long> Selfs => Tree.SelfValues;

    public int Widthless => 0;

    public MetricText Metric { get; }

    public string Title => "Flame graph";

    public string Summary => $"Merged stacks: the width of a frame is its share of the {Metric.Noun}.";

    public void See(int node)
    {
        if (node > 0)
        {
            _occurs[(int)FramePalette.ClassOf(Tree[node])] = true;
        }
    }

    public void AddNotes(DrawingNotes notes)
    {
        notes.Add(Tree.Coverage, Tree.EventName, Tree.Metric);
        if (Tree.Range is TimeRange range)
        {
            notes.Add(range, Tree.ProfileOrigin);
        }
    }

    public void WriteRules(Utf8Output css, string scope, bool isDark)
    {
        css.Write($"{scope} .f text{{fill:{FramePalette.TextOf(isDark).ToString()}}}\n");
        FramePalette.WriteRules(css, scope, isDark);
    }

    public void WriteDefinitions(Utf8Output svg)
    {
    }

    public void WriteLegend(Utf8Output svg, int x, int y)
    {
        foreach (FrameClass frames in FramePalette.Classes)
        {
            if (!_occurs[(int)frames])
            {
                continue;
            }

            string label = FramePalette.LabelOf(frames);
            svg.Write($"""
                <rect class="{FramePalette.LetterOf(frames)}4" x="{x}" y="{y}" width="12" height="12" rx="2"/><text class="note" x="{x + 17}" y="{y + 10}">{label}</text>

                """);
            x += 17 + (label.Length * 7) + 16;
        }
    }

    public void WriteClass(Utf8Output svg, FlameNode node)
    {
        svg.Write(FramePalette.LetterOf(FramePalette.ClassOf(node)));
        svg.Write((char)('0' + FramePalette.ShadeOf(node.Name)));
    }

    public string? HatchOf(int node) => null;

    public string KindOf(FlameNode node) =>
        node.Index == 0 ? "everything shown" : FramePalette.LabelOf(FramePalette.ClassOf(node));

    public void WriteValues(Utf8Output svg, FlameNode node)
    {
        svg.Write($"{new Quantity(node.Total, Metric)} ({new Share(node.Total, Tree.Total)}), ");
        Metric.WriteNumber(svg, node.Self);
        svg.Write(" self"u8);
    }
}
