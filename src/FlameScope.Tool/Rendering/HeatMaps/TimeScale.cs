using System.Text;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>What every heat map has above and below its cells: the totals of the columns, and the seconds.</summary>
internal sealed class TimeScale
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int CharactersATick = 9;

    private readonly HeatMapPicture _picture;
    private readonly int _labelWidth;

    /// <param name="picture">The cells.</param>
    /// <param name="labelWidth">Characters left of the cells, the axis itself included.</param>
    public TimeScale(HeatMapPicture picture, int labelWidth)
    {
        _picture = picture;
        _labelWidth = labelWidth;
    }

    public void WriteTotals(string highest, int first, int end, TextWriter text)
    {
        long most = Math.Max(1, _picture.ColumnTotals.Max());
        string limit = $"≤{_picture.Map.Metric.Format(most)}";
        string caption = "sum " + limit;
        text.Write($"{(caption.Length < _labelWidth ? caption : limit).PadLeft(_labelWidth - 1)} ");
        for (int column = first; column < end; column++)
        {
            long total = _picture.ColumnTotals[column];
            char bar = total == 0 ? ' ' : Bars[(int)((Int128)total * (Bars.Length - 1) / most)];
            text.Write(new string(bar, _picture.CellWidth));
        }

        text.WriteLine();
        text.Write($"{highest.PadLeft(_labelWidth - 2)} ┌");
        text.WriteLine(new string('─', (end - first) * _picture.CellWidth));
    }

    public void WriteSeconds(string corner, int first, int end, TextWriter text)
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
            string label = TimeText.Seconds(start) + (free == 0 ? " s" : "");
            if (place >= free && place + label.Length <= labels.Length)
            {
                labels.Remove(place, label.Length).Insert(place, label);
                free = place + label.Length + 1;
            }
        }

        text.WriteLine($"{corner.PadLeft(_labelWidth)}{axis}");
        text.WriteLine($"{new string(' ', _labelWidth)}{labels}".TrimEnd());
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
}
