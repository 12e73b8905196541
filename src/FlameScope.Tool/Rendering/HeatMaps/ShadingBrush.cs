using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Rendering;

/// <summary>One cell a character, in four shades: for files, pipes and terminals without colours.</summary>
internal sealed class ShadingBrush : IHeatMapBrush
{
    private const string Shades = "░▒▓█";

    private readonly HeatScale _scale;

    public ShadingBrush(HeatScale scale) => _scale = scale;

    /// <summary>Rows of cells that one line holds.</summary>
    public const int RowsOfALine = 1;

    /// <summary>The most rows worth drawing.</summary>
    public const int RowsThatFit = 50;

    public int RowsPerLine => RowsOfALine;

    public int MaxRows => RowsThatFit;

    public void DrawLine(HeatMapPicture picture, int line, int first, int end, TextWriter text)
    {
        for (int column = first; column < end; column++)
        {
            long count = picture[column, line];
            char sign = count > 0 ? Shades[_scale.LevelOf(count, Shades.Length)] : ' ';
            for (int i = 0; i < picture.CellWidth; i++)
            {
                text.Write(sign);
            }
        }
    }

    public void DrawLegend(TextWriter text)
    {
        for (int level = 0; level < Shades.Length; level++)
        {
            long first = _scale.FirstOf(level, Shades.Length);
            long last = level == Shades.Length - 1
                ? Math.Max(_scale.Maximum, _scale.Domain)
                : _scale.FirstOf(level + 1, Shades.Length) - 1;
            if (first <= _scale.Maximum)
            {
                last = Math.Min(last, _scale.Maximum);
                text.Write($"{(level > 0 ? "  " : "")}{Shades[level]}{Shades[level]} {_scale.TextOf(first, last)}");
            }
        }
    }
}
