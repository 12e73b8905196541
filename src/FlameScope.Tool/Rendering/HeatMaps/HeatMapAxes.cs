using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>The axes of a subsecond-offset heat map: milliseconds at the left, from the bottom up.</summary>
internal sealed class HeatMapAxes : IHeatMapAxes
{
    /// <summary>Characters that the labels at the left take, the axis itself included.</summary>
    public const int LabelWidth = 11;

    private const int MaxTicks = 5;

    private readonly HeatMapPicture _picture;
    private readonly TimeScale _scale;
    private readonly int _lines;
    private readonly string?[] _labels;

    public HeatMapAxes(HeatMapPicture picture, int rowsPerLine)
    {
        _picture = picture;
        _scale = new TimeScale(picture, LabelWidth);
        _lines = (picture.Rows + rowsPerLine - 1) / rowsPerLine;
        _labels = LabelsOf(picture.Map, picture.RowsEach * rowsPerLine, _lines);
    }

    public void Draw(IHeatMapBrush brush, int first, int end, TextWriter text)
    {
        _scale.WriteTotals(Milliseconds(_picture.Map.ColumnWidth) + " ms", first, end, text);
        for (int line = _lines - 1; line >= 0; line--)
        {
            text.Write(_labels[line] is string label ? $"{label,LabelWidth - 2} ┤" : $"{"│",LabelWidth}");
            brush.DrawLine(_picture, line, first, end, text);
            text.WriteLine();
        }

        _scale.WriteSeconds("0 └", first, end, text);
    }

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
                if (unit * factor * MaxTicks >= width)
                {
                    return unit * factor;
                }
            }

            unit *= 10;
        }
    }

    // The digits of so many milliseconds are those of a thousand times as many seconds.
    private static string Milliseconds(Int128 nanoseconds) => TimeText.Seconds(nanoseconds * 1000);
}
