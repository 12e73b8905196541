using System.Globalization;
using FlameScope.Tool.Commands;

namespace FlameScope.Tool.Terminal;

/// <summary>Draws a heat map in characters, with axes, legend, account, and the way on to its busiest cell.</summary>
internal static class HeatMapText
{
    public static void Write(HeatMap map, TimeRange captured, ViewRequest request, TerminalCapabilities terminal, TextWriter text)
    {
        string rows = map.RowKind == HeatMapRowKind.Offset
            ? string.Create(CultureInfo.InvariantCulture, $"in {map.Rows:N0} rows")
            : $"by {NameOf(map.RowKind)}";
        text.WriteLine(
            $"{PlainText.Of(map.EventName)} · {Quantity.Shown(map.Coverage, map.Metric)} · columns of {Seconds.Exact(map.ColumnWidth)} s {rows}{request.Filter.Caption}");
        text.WriteLine();
        if (map.Coverage.Shown > 0)
        {
            Draw(map, captured, terminal, text);
        }

        text.WriteLine(CoverageLine.Of(map.Coverage));
        WriteBusiest(map, request, text);
    }

    private static string NameOf(HeatMapRowKind kind) => kind switch
    {
        HeatMapRowKind.Cpu => "CPU",
        HeatMapRowKind.Thread => "thread",
        HeatMapRowKind.Process => "process",
        _ => "command",
    };

    private static void Draw(HeatMap map, TimeRange captured, TerminalCapabilities terminal, TextWriter text)
    {
        bool isNamed = map.RowKind != HeatMapRowKind.Offset;
        int mostRows = isNamed ? map.Rows : terminal.HasManyColors ? ColorBrush.RowsThatFit : ShadingBrush.RowsThatFit;
        int labels = isNamed ? NamedHeatMapAxes.WidthFor(map, terminal.Width) : HeatMapAxes.LabelWidth + 1;
        HeatMapPicture picture = HeatMapPicture.Of(map, captured, terminal.Width - labels, mostRows);
        HeatScale scale = new(picture.Cells, map.Metric);
        IHeatMapBrush brush = terminal.HasManyColors
            ? new ColorBrush(terminal.Colors, scale, isNamed ? 1 : ColorBrush.RowsOfALine)
            : new ShadingBrush(scale);
        IHeatMapAxes axes = isNamed ? new NamedHeatMapAxes(picture, terminal.Width) : new HeatMapAxes(picture, brush.RowsPerLine);
        for (int first = 0; first < picture.Columns; first += picture.BandColumns)
        {
            axes.Draw(brush, first, Math.Min(picture.Columns, first + picture.BandColumns), text);
            text.WriteLine();
        }

        text.Write($"{map.Metric.Unit} a cell:  ");
        brush.DrawLegend(text);
        text.WriteLine();
        WriteFolding(picture, text);
    }

    private static void WriteFolding(HeatMapPicture picture, TextWriter text)
    {
        if (picture.ColumnsEach > 1)
        {
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Each column drawn adds up {picture.ColumnsEach:N0} columns of the map; --from and --to, or a wider terminal, show them apart."));
        }

        if (picture.RowsEach > 1)
        {
            text.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Each row drawn adds up {picture.RowsEach:N0} rows of the map."));
        }
    }

    private static void WriteBusiest(HeatMap map, ViewRequest request, TextWriter text)
    {
        if (map.BusiestCell() is not HeatMapCell busiest)
        {
            text.WriteLine($"There is nothing to draw: {EmptyView.ReasonOf(map.Coverage)}");
            return;
        }

        TimeRange range = map.RangeOf(busiest);
        Int128 from = (Int128)range.Start - map.ProfileOrigin;
        Int128 to = (Int128)range.End - map.ProfileOrigin;
        string row = map.RowKind == HeatMapRowKind.Offset ? "" : $" of {PlainText.Of(map.RowNames[busiest.Row])}";
        string question = FollowUp.CanName(map, busiest) ? "What they did" : "What ran then";
        text.WriteLine(
            $"busiest cell: {Quantity.WithUnit(map.Maximum, map.Metric)}{row} from {Seconds.Readable(from)} s to {Seconds.Readable(to)} s. {question}:");
        text.WriteLine($"  flamescope {FollowUp.Flame(request, map, busiest, from, to)}");
    }
}
