using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>Draws a heat map in characters, with axes, legend, account, and the way on to its busiest cell.</summary>
internal static class HeatMapText
{
    /// <param name="map">The map.</param>
    /// <param name="captured">The part of time that the recording tells about.</param>
    /// <param name="filter">The filter in words, after a separator; empty where there is none.</param>
    /// <param name="next">The way on from a cell.</param>
    /// <param name="terminal">What can be written.</param>
    /// <param name="text">Where to write.</param>
    public static void Write(
        HeatMap map, TimeRange captured, string filter, Func<HeatMapCell, NextStep> next, TerminalCapabilities terminal, TextWriter text)
    {
        string rows = map.RowKind == HeatMapRowKind.Offset
            ? string.Create(CultureInfo.InvariantCulture, $"in {map.Rows:N0} rows")
            : $"by {NameOf(map.RowKind)}";
        text.WriteLine(
            $"{PlainText.Of(map.EventName)} · {Quantity.Shown(map.Coverage, map.Metric)} · columns of {TimeText.Seconds(map.ColumnWidth)} s {rows}{filter}");
        text.WriteLine();
        if (map.Coverage.Shown > 0)
        {
            WriteFolding(DrawMap(map, captured, terminal, null, text), text);
        }

        text.WriteLine(CoverageLine.Of(map.Coverage));
        WriteBusiest(map, next, text);
    }

    private static string NameOf(HeatMapRowKind kind) => kind switch
    {
        HeatMapRowKind.Cpu => "CPU",
        HeatMapRowKind.Thread => "thread",
        HeatMapRowKind.Process => "process",
        HeatMapRowKind.Cgroup => "control group",
        _ => "command",
    };

    /// <summary>Draws the cells of a map with its axes and its legend.</summary>
    /// <param name="map">The map.</param>
    /// <param name="captured">The part of time that the recording tells about.</param>
    /// <param name="terminal">What can be written.</param>
    /// <param name="mostLines">The most lines that cells may take; <see langword="null"/> for as many as are worth it.</param>
    /// <param name="text">Where to write.</param>
    /// <returns>What was drawn.</returns>
    public static HeatMapPicture DrawMap(HeatMap map, TimeRange captured, TerminalCapabilities terminal, int? mostLines, TextWriter text)
    {
        bool isNamed = map.RowKind != HeatMapRowKind.Offset;
        int mostRows = isNamed ? map.Rows : terminal.HasManyColors ? ColorBrush.RowsThatFit : ShadingBrush.RowsThatFit;
        if (mostLines is int lines)
        {
            mostRows = (int)Math.Min(mostRows, Math.Max(1, lines) * (long)(terminal.HasManyColors ? ColorBrush.RowsOfALine : 1));
        }

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
        return picture;
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

    private static void WriteBusiest(HeatMap map, Func<HeatMapCell, NextStep> next, TextWriter text)
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
        NextStep step = next(busiest);
        text.WriteLine(
            $"busiest cell: {map.Metric.FormatWithUnit(map.Maximum)}{row} from {Seconds.Readable(from)} s to {Seconds.Readable(to)} s. {step.Question}:");
        text.WriteLine($"  {step.CommandLine}");
    }
}
