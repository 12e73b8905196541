using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>The colours of a heat map: the inferno map's way from yellow to black, and a colour of its own for zero.</summary>
internal static class HeatMapPalette
{
    // How far along the map, in per cent, the first colour lies: from there on all differ from zero by 1.5:1 at least.
    private const int StartOnLight = 8;
    private const int StartOnDark = 22;

    private static ReadOnlySpan<int> Inferno =>
        [0xf4e156, 0xfcae12, 0xf68013, 0xe25734, 0xc33b4f, 0x9b2964, 0x721a6e, 0x4a0c6b, 0x1e0c45];

    /// <summary>The colour of cells without samples.</summary>
    public static Rgb ZeroOf(bool isDark) => isDark ? new Rgb(0x1d, 0x20, 0x26) : new Rgb(0xf3, 0xf4, 0xf6);

    /// <summary>The colour of cells outside the capture.</summary>
    public static Rgb NoDataOf(bool isDark) => isDark ? new Rgb(0x32, 0x37, 0x40) : new Rgb(0xd7, 0xdb, 0xe2);

    /// <summary>The colour of a level: in both themes the busiest cells stand out most from the background, and all of them from zero.</summary>
    /// <param name="level">0 to <paramref name="levels"/> - 1.</param>
    /// <param name="levels">Number of colours, at least 2.</param>
    /// <param name="isDark">Whether the background is dark.</param>
    public static Rgb ColorOf(int level, int levels, bool isDark)
    {
        int steps = 100 * (levels - 1);
        int start = isDark ? StartOnDark : StartOnLight;
        (int stop, int step) = Math.DivRem(((start * (levels - 1)) + ((100 - start) * level)) * (Inferno.Length - 1), steps);
        Rgb first = Stop(stop, isDark);
        return step == 0 ? first : Rgb.Between(first, Stop(stop + 1, isDark), step, steps);
    }

    /// <summary>Writes the CSS rules of all levels for one theme.</summary>
    public static void WriteRules(Utf8Output css, string scope, int levels, bool isDark)
    {
        css.Write($"{scope} .zero{{fill:{ZeroOf(isDark).ToString()}}}\n");
        css.Write($"{scope} .nodata{{fill:{NoDataOf(isDark).ToString()}}}\n");
        for (int level = 0; level < levels; level++)
        {
            css.Write($"{scope} .c{level}{{fill:{ColorOf(level, levels, isDark).ToString()}}}\n");
        }
    }

    private static Rgb Stop(int place, bool isDark)
    {
        int color = Inferno[isDark ? Inferno.Length - 1 - place : place];
        return new Rgb((byte)(color >> 16), (byte)(color >> 8), (byte)color);
    }
}
