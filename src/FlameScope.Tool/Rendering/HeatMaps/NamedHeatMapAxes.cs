using System.Globalization;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>The axes of a heat map whose rows have names: read from the top down, with the sum of each row at its end.</summary>
internal sealed class NamedHeatMapAxes : IHeatMapAxes
{
    private const int WidestSum = 10;
    private const int WidestLabel = 32;

    private readonly HeatMapPicture _picture;
    private readonly TimeScale _scale;
    private readonly int _labelWidth;

    public NamedHeatMapAxes(HeatMapPicture picture, int width)
    {
        _picture = picture;
        _labelWidth = LabelWidthOf(picture.Map, width);
        _scale = new TimeScale(picture, _labelWidth);
    }

    /// <summary>Characters that a map needs beside its cells.</summary>
    public static int WidthFor(HeatMap map, int width) => LabelWidthOf(map, width) + WidestSum + 1;

    public void Draw(IHeatMapBrush brush, int first, int end, TextWriter text)
    {
        _scale.WriteTotals("", first, end, text);
        for (int row = 0; row < _picture.Rows; row++)
        {
            text.Write($"{LabelOf(row).PadLeft(_labelWidth - 2)} │");
            brush.DrawLine(_picture, row, first, end, text);
            text.WriteLine($"{_picture.Map.Metric.Format(SumOf(row, first, end)),WidestSum}");
        }

        _scale.WriteSeconds("└", first, end, text);
    }

    private static int LabelWidthOf(HeatMap map, int width)
    {
        int widest = Math.Min(WidestLabel, width / 3);
        return Math.Max(HeatMapAxes.LabelWidth, Math.Min(widest, map.RowNames.Max(name => name.Length)) + 2);
    }

    private string LabelOf(int row)
    {
        string name = PlainText.Of(_picture.Map.RowNames[row]);
        return name.Length > _labelWidth - 2 ? string.Create(CultureInfo.InvariantCulture, $"{name[..(_labelWidth - 3)]}…") : name;
    }

    private long SumOf(int row, int first, int end)
    {
        long sum = 0;
        for (int column = first; column < end; column++)
        {
            sum += Math.Max(0, _picture[column, row]);
        }

        return sum;
    }
}
