using System.Text;
using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>What both drawings have in common: the opening tag, the style sheet with its themes, texts.</summary>
internal static class SvgFrame
{
    /// <summary>Opens the drawing and names it for those who cannot see it.</summary>
    public static void Open(Utf8Output svg, string cssClass, string role, long width, long height, string title, string description)
    {
        svg.Write($"""
            <svg xmlns="http://www.w3.org/2000/svg" class="{cssClass}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="{role}">
            <title>{new Xml(Utf8(title))}</title>
            <desc>{new Xml(Utf8(description))}</desc>

            """);
    }

    /// <summary>Writes the style sheet: the common rules, then the colours of the theme or of both.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="asset">The common rules.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="writeColors">Writes the colours of the light or (<see langword="true"/>) dark theme.</param>
    public static void WriteStyle(Utf8Output svg, string asset, SvgTheme theme, Action<Utf8Output, bool> writeColors)
    {
        svg.Write("<style>\n"u8);
        SvgAsset.Write(svg, asset);
        writeColors(svg, theme == SvgTheme.Dark);
        if (theme == SvgTheme.Automatic)
        {
            svg.Write("@media (prefers-color-scheme:dark){\n"u8);
            writeColors(svg, true);
            svg.Write("}\n"u8);
        }

        svg.Write("</style>\n"u8);
    }

    /// <summary>The colours around the frames of a flame graph or a stack chart.</summary>
    public static void WriteColors(Utf8Output css, string scope, bool isDark)
    {
        (string back, string text, string muted, string line) = isDark
            ? ("#0f1115", "#e6e8eb", "#9aa3ae", "#3a404a")
            : ("#ffffff", "#15181c", "#57606a", "#d0d5db");
        css.Write($$"""
            {{scope}}{color:{{text}};color-scheme:{{(isDark ? "dark" : "light")}}}
            {{scope}} .back{fill:{{back}}}
            {{scope}} .note{fill:{{muted}}}
            {{scope}} .line{stroke:{{line}}}

            """);
    }

    /// <summary>Writes the heading and the notes below it.</summary>
    /// <returns>Pixels from the top that they take.</returns>
    public static int WriteHeading(Utf8Output svg, int left, string title, IReadOnlyList<string> notes)
    {
        int y = 12;
        if (title.Length > 0)
        {
            y += 16;
            svg.Write($"<text class=\"title\" x=\"{left}\" y=\"{y}\">{new Xml(Utf8(title))}</text>\n");
            y += 6;
        }

        foreach (string note in notes)
        {
            y += 16;
            svg.Write($"<text class=\"note\" x=\"{left}\" y=\"{y}\">{new Xml(Utf8(note))}</text>\n");
        }

        return y + 8;
    }

    /// <summary>Pixels that <see cref="WriteHeading"/> takes.</summary>
    public static int HeadingHeight(string title, IReadOnlyList<string> notes) =>
        12 + (title.Length > 0 ? 22 : 0) + (notes.Count * 16) + 8;

    /// <summary>The bytes of a text of the caller's.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
