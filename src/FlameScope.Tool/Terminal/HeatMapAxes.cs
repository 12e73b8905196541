using System.Globalization;
using System.Text;
using FlameScope.HeatMaps;
using FlameScope.Tool.Commands;

namespace FlameScope.Tool.Terminal;

/// <summary>What stands around a heat map: the totals of its columns above, milliseconds at the left, seconds below.</summary>
internal sealed class HeatMapAxes
{
    /// <summary>Characters that the labels at the left take, the axis itself included.</summary>
    public const int LabelWidth = 11;

    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int MostTicks = 5;
    private const int CharactersATick = 9;

    private readonly HeatMapPicture _picture;
    private readonly int _rowsPerLine;
    private readonly string?[] _labels;

    public HeatMapAxes(HeatMapPicture picture, int rowsPerLine)
    {
        _picture = picture;
        _rowsPerLine = rowsPerLine;
        Lines = (picture.Rows + rowsPerLine - 1) / rowsPerLine;
        _labels = LabelsOf(picture.Map, picture.RowsEach * rowsPerLine, Lines);
    }

    /// <summary>Lines of characters that the map takes.</summary>
    public int Lines { get; }

    /// <summary>What stands left of a line, counted from the bottom.</summary>
    public string LabelOf(int line) =>
        _labels[line] is string label ? $"{label,LabelWidth - 2} ┤" : $"{"│",LabelWidth}";

    public void WriteTotals(int first, int end, TextWriter text)
    {
        long most = Math.Max(1, _picture.ColumnTotals.Max());
        string caption = string.Create(CultureInfo.InvariantCulture, $"sum ≤{most:N0}");
        text.Write($"{(caption.Length < LabelWidth ? caption : ""),LabelWidth - 1} ");
        for (int column = first; column < end; column++)
        {
            long total = _picture.ColumnTotals[column];
            char bar = total == 0 ? ' ' : Bars[(int)((total * (Bars.Length - 1)) / most)];
            text.Write(new string(bar, _picture.CellWidth));
        }

        text.WriteLine();
        text.Write($"{Milliseconds(_picture.Map.ColumnWidth) + " ms",LabelWidth - 2} ┌");
        text.WriteLine(new string('─', (end - first) * _picture.CellWidth));
    }

    public void WriteSeconds(int first, int end, TextWriter text)
    {
        int step = StepOf(_picture);
        StringBuilder axis = new(new string('─', (end - first) * _picture.CellWidth));
        StringBuilder labels = new(new string(' ', axis.Length + CharactersATick));
        int free = 0;
        for (int column = first; column < end; column++)
        {
            Int128 start = StartOf(column);
            int place = (column - first) * _picture.CellWidth;
            if (start % (_picture.ColumnWidth * step) != 0 && column != first)
            {
                continue;
            }

            axis[place] = '┬';
            string label = Seconds.Exact(start) + (free == 0 ? " s" : "");
            if (place >= free && place + label.Length <= labels.Length)
            {
                labels.Remove(place, label.Length).Insert(place, label);
                free = place + label.Length + 1;
            }
        }

        text.WriteLine($"{"0 └",LabelWidth}{axis}");
        text.WriteLine($"{new string(' ', LabelWidth)}{labels}".TrimEnd());
    }

    private static int StepOf(HeatMapPicture picture)
    {
        int needed = Math.Max(1, (CharactersATick + picture.CellWidth - 1) / picture.CellWidth);
        foreach (int step in (ReadOnlySpan<int>)[1, 2, 5])
        {
            if (step >= needed)
            {
                return step;
            }
        }

        return 10;
    }

    private Int128 StartOf(int column) =>
        (Int128)_picture.Map.Origin - _picture.Map.ProfileOrigin + (column * _picture.ColumnWidth);

    // A line is labelled where a round offset falls into it: at its lower edge, or above that within the line.
    private static string?[] LabelsOf(HeatMap map, int rowsALine, int lines)
    {
        Int128 step = TickOf(map.ColumnWidth);
        string?[] labels = new string?[lines];
        for (Int128 tick = step; tick < map.ColumnWidth; tick += step)
        {
            int line = (int)(tick * map.Rows / map.ColumnWidth) / rowsALine;
            labels[line] ??= Milliseconds(tick);
        }

        return labels;
    }

    // 1, 2 or 5 times a power of ten, so that at most a handful of ticks fit.
    private static Int128 TickOf(long width)
    {
        Int128 unit = 1;
        while (true)
        {
            foreach (int factor in (ReadOnlySpan<int>)[1, 2, 5])
            {
                if (unit * factor * MostTicks >= width)
                {
                    return unit * factor;
                }
            }

            unit *= 10;
        }
    }

    // The digits of so many milliseconds are those of a thousand times as many seconds.
    private static string Milliseconds(Int128 nanoseconds) => Seconds.Exact(nanoseconds * 1000);
}
