using FlameScope.Tool.Cli;
using Spectre.Console;

namespace FlameScope.Tool.Rendering;

/// <summary>Two cells a character: the upper half block in the foreground's colour, the lower cell in the background's.</summary>
internal sealed class ColorBrush : IHeatMapBrush
{
    private const int MaxBoxes = 8;
    private const int GradientWidth = 32;
    private const string Reset = "\e[0m";

    private readonly HeatScale _scale;
    private readonly HeatPalette _palette;

    public ColorBrush(ColorSystem colors, HeatScale scale, int rowsPerLine)
    {
        RowsPerLine = rowsPerLine;
        _scale = scale;
        _palette = new HeatPalette(colors, scale);
    }

    /// <summary>Rows of cells that one line can hold.</summary>
    public const int RowsOfALine = 2;

    /// <summary>The most rows worth drawing.</summary>
    public const int RowsThatFit = 100;

    public int RowsPerLine { get; }

    public int MaxRows => RowsThatFit;

    public void DrawLine(HeatMapPicture picture, int line, int first, int end, TextWriter text)
    {
        string last = "";
        int lower = line * RowsPerLine;
        for (int column = first; column < end; column++)
        {
            string? below = _palette.Of(picture[column, lower]);
            string? above = RowsPerLine == 1 ? below : lower + 1 < picture.Rows ? _palette.Of(picture[column, lower + 1]) : null;
            (string style, char sign) = StyleOf(above, below);
            if (style != last)
            {
                text.Write(style);
                last = style;
            }

            for (int i = 0; i < picture.CellWidth; i++)
            {
                text.Write(sign);
            }
        }

        text.Write(Reset);
    }

    public void DrawLegend(TextWriter text)
    {
        Box(text, _palette.Zero, "0");
        if (_scale.Domain <= MaxBoxes)
        {
            long highest = Math.Min(_scale.Domain, _scale.Maximum);
            for (long count = 1; count <= highest; count++)
            {
                string label = _scale.TextOf(count);
                string range = $"{label}–{_scale.TextOf(_scale.Maximum)}";
                Box(text, _palette.Of(count)!, count == _scale.Domain && _scale.Maximum > count ? range : label);
            }

            return;
        }

        text.Write($"{_scale.TextOf(1)} ");
        for (int i = 0; i < GradientWidth; i++)
        {
            text.Write($"\e[38;{_palette.OfStrength(i / (double)(GradientWidth - 1))}m█");
        }

        string above = _scale.Maximum > _scale.Domain ? $"–{_scale.TextOf(_scale.Maximum)}" : "";
        text.Write($"{Reset} {_scale.TextOf(_scale.Domain)}{above}");
    }

    private static void Box(TextWriter text, string color, string label) => text.Write($"\e[38;{color}m██{Reset} {label}  ");

    private static (string Style, char Sign) StyleOf(string? above, string? below) => (above, below) switch
    {
        (null, null) => (Reset, ' '),
        (null, _) => ($"\e[49;38;{below}m", '▄'),
        (_, null) => ($"\e[49;38;{above}m", '▀'),
        _ => ($"\e[38;{above};48;{below}m", '▀'),
    };
}
