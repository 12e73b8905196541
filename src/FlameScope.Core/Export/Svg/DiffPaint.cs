using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>A difference whose colours tell where the examined tree has more and where it has less.</summary>
internal sealed class DiffPaint : IFlamePaint
{
    private const string NewHatch = "new";
    private const string RemovedHatch = "removed";

    private readonly FlameDiff _diff;
    private readonly FlameDiffWidth _width;
    private readonly DeltaText _deltas;
    private double _largest;
    private bool _hasNew;
    private bool _hasRemoved;

    public DiffPaint(FlameDiff diff, FlameDiffWidth width)
    {
        _diff = diff;
        _width = width;
        Metric = new MetricText(diff.Examined.Metric);
        _deltas = new DeltaText(diff.Options.Mode, Metric);
        foreach (long total in Totals)
        {
            Widthless += total == 0 ? 1 : 0;
        }
    }

    public FlameTree Tree => _diff.Union;

    public ReadOnlySpan<long> Totals => _width switch
    {
        FlameDiffWidth.Examined => _diff.ExaminedTotal,
        FlameDiffWidth.Baseline => _diff.BaselineTotal,
        _ => _diff.Union.TotalValues,
    };

    public ReadOnlySpan<long> Selfs => _width switch
    {
        FlameDiffWidth.Examined => _diff.ExaminedSelf,
        FlameDiffWidth.Baseline => _diff.BaselineSelf,
        _ => _diff.Union.SelfValues,
    };

    public int Widthless { get; }

    public MetricText Metric { get; }

    public string Title => "Differential flame graph";

    public string Summary =>
        $"Merged stacks of two slices: the width of a frame is its share of the {Metric.Noun}, red frames have more in the examined slice than in the baseline, blue ones less.";

    public void See(int node)
    {
        _hasNew |= _diff[node].IsNew;
        _hasRemoved |= _diff[node].IsRemoved;
        if (_diff.IsSignificant(node))
        {
            _largest = Math.Max(_largest, Math.Abs(_diff.TotalDelta(node)));
        }
    }

    public void AddNotes(DrawingNotes notes)
    {
        AddSide(notes, "baseline", _diff.Baseline);
        AddSide(notes, "examined", _diff.Examined);
        notes.BeginLine(_width switch
        {
            FlameDiffWidth.Examined => "widths of the examined side",
            FlameDiffWidth.Baseline => "widths of the baseline",
            _ => "widths of both sides together",
        });
        if (Widthless > 0 && _width != FlameDiffWidth.Both)
        {
            notes.Add(DrawingNotes.Counted(Widthless, "frame")
                + (_width == FlameDiffWidth.Examined ? " only in the baseline not seen" : " only in the examined side not seen"));
        }
    }

    public void WriteRules(Utf8Output css, string scope, bool isDark)
    {
        DiffPalette.WriteRules(css, scope, isDark);
        string line = isDark ? "#ffffff" : "#000000";
        css.Write($$"""
            {{scope}} .hatch{stroke:{{line}};stroke-width:2;stroke-opacity:.45}
            {{scope}} .{{NewHatch}}{fill:url(#flamescope-new);pointer-events:none}
            {{scope}} .{{RemovedHatch}}{fill:url(#flamescope-removed);pointer-events:none}

            """);
    }

    public void WriteDefinitions(Utf8Output svg) => svg.Write("""
        <defs>
        <pattern id="flamescope-new" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0v7"/></pattern>
        <pattern id="flamescope-removed" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path class="hatch" d="M0 0v7"/></pattern>
        </defs>

        """u8);

    public void WriteLegend(Utf8Output svg, int x, int y)
    {
        const int Box = 14;
        if (_largest > 0)
        {
            string least = _deltas.Of(-_largest);
            svg.Write($"""<text class="note" x="{x}" y="{y + 10}">{least}</text>""");
            x += LabelWidth(least);
            for (int step = -DiffPalette.Steps; step <= DiffPalette.Steps; step++, x += Box)
            {
                svg.Write("<rect class=\""u8);
                DiffPalette.WriteClass(svg, step);
                svg.Write($"\" x=\"{x}\" y=\"{y}\" width=\"{Box}\" height=\"12\"/>");
            }

            string most = _deltas.Of(_largest);
            svg.Write($"""<text class="note" x="{x + 5}" y="{y + 10}">{most}</text>{"\n"}""");
            x += LabelWidth(most) + 16;
        }

        x = WriteSwatch(svg, x, y, null, "same, or no more than noise");
        x = _hasNew ? WriteSwatch(svg, x, y, NewHatch, "only in the examined side") : x;
        _ = _hasRemoved ? WriteSwatch(svg, x, y, RemovedHatch, "only in the baseline") : x;
    }

    public void WriteClass(Utf8Output svg, FlameNode node) => DiffPalette.WriteClass(svg, StepOf(node.Index));

    public string? HatchOf(int node) => _diff[node] switch
    {
        { IsNew: true } => NewHatch,
        { IsRemoved: true } => RemovedHatch,
        _ => null,
    };

    public string KindOf(FlameNode node) =>
        node.Index == 0 ? "everything shown" : FramePalette.LabelOf(FramePalette.ClassOf(node));

    public void WriteValues(Utf8Output svg, FlameNode node)
    {
        FlameDiffNode both = _diff[node.Index];
        svg.Write($"""
            baseline {new Quantity(both.BaselineTotal, Metric)} ({new Share(both.BaselineTotal, _diff.Baseline.Total)}), examined {new Quantity(both.ExaminedTotal, Metric)} ({new Share(both.ExaminedTotal, _diff.Examined.Total)}), 
            """);
        _deltas.Write(svg, both.TotalDelta);
        svg.Write(both.IsNew ? ", new" : both.IsRemoved ? ", removed" : "");
        svg.Write(both.IsSignificant ? ", p " : ", no more than noise, p ");
        long chance = (long)Math.Round(both.AdjustedPValue * 10_000);
        svg.Write(chance == 0 ? "&lt; " : "= ");
        svg.WriteDecimal(Math.Max(chance, 1), 4, 4);
    }

    private static int LabelWidth(string label) => (label.Length * 7) + 8;

    private static int WriteSwatch(Utf8Output svg, int x, int y, string? hatch, string label)
    {
        svg.Write($"""<rect class="s0" x="{x}" y="{y}" width="12" height="12" rx="2"/>""");
        if (hatch is not null)
        {
            svg.Write($"""<rect class="{hatch}" x="{x}" y="{y}" width="12" height="12" rx="2"/>""");
        }

        svg.Write($"""<text class="note" x="{x + 17}" y="{y + 10}">{label}</text>{"\n"}""");
        return x + 17 + LabelWidth(label) + 8;
    }

    private static void AddSide(DrawingNotes notes, string name, FlameTree tree)
    {
        notes.BeginLine(name);
        notes.Add(tree.Coverage, tree.EventName, tree.Metric);
        if (tree.Range is TimeRange range)
        {
            notes.Add(range, tree.ProfileOrigin);
        }
    }

    private int StepOf(int node)
    {
        double delta = _diff.TotalDelta(node);
        return delta == 0 || _largest == 0 || !_diff.IsSignificant(node)
            ? 0
            : Math.Sign(delta) * (int)Math.Clamp(Math.Ceiling(Math.Abs(delta) / _largest * DiffPalette.Steps), 1, DiffPalette.Steps);
    }
}
