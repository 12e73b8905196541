using System.Globalization;
using FlameScope.HeatMaps;
using FlameScope.Model;
using FlameScope.Tool.Commands;

namespace FlameScope.Tool.Terminal;

/// <summary>Draws a heat map in characters, with axes, legend, account, and the way on to its busiest cell.</summary>
internal static class HeatMapText
{
    public static void Write(HeatMap map, TimeRange captured, ViewRequest request, TerminalCapabilities terminal, TextWriter text)
    {
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(map.EventName)} · {map.Coverage.Shown:N0} samples · columns of {Seconds.Exact(map.ColumnWidth)} s in {map.Rows:N0} rows"));
        text.WriteLine();
        if (map.Coverage.Shown > 0)
        {
            Draw(map, captured, terminal, text);
        }

        text.WriteLine(CoverageLine.Of(map.Coverage));
        WriteBusiest(map, request, text);
    }

    private static void Draw(HeatMap map, TimeRange captured, TerminalCapabilities terminal, TextWriter text)
    {
        int mostRows = terminal.HasManyColors ? ColorBrush.RowsThatFit : ShadingBrush.RowsThatFit;
        HeatMapPicture picture = HeatMapPicture.Of(map, captured, terminal.Width - HeatMapAxes.LabelWidth - 1, mostRows);
        HeatScale scale = new(picture.Cells);
        IHeatMapBrush brush = terminal.HasManyColors ? new ColorBrush(terminal.Colors, scale) : new ShadingBrush(scale);
        for (int first = 0; first < picture.Columns; first += picture.BandColumns)
        {
            DrawBand(picture, brush, first, Math.Min(picture.Columns, first + picture.BandColumns), text);
            text.WriteLine();
        }

        text.Write("samples a cell:  ");
        brush.DrawLegend(text);
        text.WriteLine();
        WriteFolding(picture, text);
    }

    private static void DrawBand(HeatMapPicture picture, IHeatMapBrush brush, int first, int end, TextWriter text)
    {
        HeatMapAxes axes = new(picture, brush.RowsPerLine);
        axes.WriteTotals(first, end, text);
        for (int line = axes.Lines - 1; line >= 0; line--)
        {
            text.Write(axes.LabelOf(line));
            brush.DrawLine(picture, line, first, end, text);
            text.WriteLine();
        }

        axes.WriteSeconds(first, end, text);
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
            text.WriteLine(map.Coverage.Idle > 0
                ? "There is nothing to draw: everything in this slice is idle; --idle shows it."
                : "There is nothing to draw: no samples in this slice.");
            return;
        }

        TimeRange range = map.RangeOf(busiest);
        Int128 from = (Int128)range.Start - map.ProfileOrigin;
        Int128 to = (Int128)range.End - map.ProfileOrigin;
        text.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"busiest cell: {map.Maximum:N0} samples from {Seconds.Readable(from)} s to {Seconds.Readable(to)} s. What they did:"));
        text.WriteLine($"  {FlameCommandLine(request, from, to)}");
    }

    private static string FlameCommandLine(ViewRequest request, Int128 from, Int128 to)
    {
        // Standard input cannot be read a second time.
        string file = request.File == "-" ? "FILE" : ShellWord.Of(request.File);
        string command = $"flamescope flame {file} --from {Seconds.Exact(from)} --to {Seconds.Exact(to)}";
        command += request.Event is string name ? $" --event {ShellWord.Of(name)}" : "";
        return request.IncludeIdle ? command + " --idle" : command;
    }
}
