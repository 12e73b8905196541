using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>The colours of a differential flame graph: red for more, blue for less, grey for the same, in steps between.</summary>
internal static class DiffPalette
{
    /// <summary>Steps from grey to the full colour.</summary>
    public const int Steps = 6;

    // The lightest step is well away from grey.
    private const int Lead = 2;

    private static readonly Rgb More = new(0xdc, 0x32, 0x20);
    private static readonly Rgb Less = new(0x1a, 0x85, 0xff);
    private static readonly Rgb Black = new(0, 0, 0);
    private static readonly Rgb White = new(255, 255, 255);

    /// <summary>The colour of a step.</summary>
    /// <param name="step">-<see cref="Steps"/> (least) to <see cref="Steps"/> (most); 0 is grey.</param>
    /// <param name="isDark">Whether the background is dark.</param>
    public static Rgb ColorOf(int step, bool isDark)
    {
        Rgb same = isDark ? new Rgb(0x3f, 0x45, 0x4f) : new Rgb(0xd9, 0xdc, 0xe1);
        return step == 0 ? same : Rgb.Between(same, step > 0 ? More : Less, Math.Abs(step) + Lead, Steps + Lead);
    }

    /// <summary>Black or white, whichever can be read better on a colour.</summary>
    public static Rgb TextOn(Rgb color) => Rgb.Contrast(Black, color) >= Rgb.Contrast(White, color) ? Black : White;

    /// <summary>Writes the CSS class of a step.</summary>
    public static void WriteClass(Utf8Output svg, int step) =>
        svg.Write($"{(step > 0 ? "m" : step < 0 ? "l" : "s")}{Math.Abs(step)}");

    /// <summary>Writes the CSS rules of all steps for one theme, each after a selector of the drawing.</summary>
    public static void WriteRules(Utf8Output css, string scope, bool isDark)
    {
        for (int step = -Steps; step <= Steps; step++)
        {
            Rgb color = ColorOf(step, isDark);
            css.Write($"{scope} .");
            WriteClass(css, step);

            // Of frames, not of the legend; and weak enough for the rule of search hits.
            css.Write($"{{fill:{color.ToString()}}}\n{scope} :where(.f) .");
            WriteClass(css, step);
            css.Write($"~text{{fill:{TextOn(color).ToString()}}}\n");
        }
    }
}
