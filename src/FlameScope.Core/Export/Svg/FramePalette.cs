using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>The colours of a flame graph: a hue a kind of code, a shade a name.</summary>
internal static class FramePalette
{
    /// <summary>Shades of each hue.</summary>
    public const int Shades = 8;

    /// <summary>Every class of frames, in the legend's order.</summary>
    public static ReadOnlySpan<FrameClass> Classes =>
        [FrameClass.User, FrameClass.Kernel, FrameClass.Jit, FrameClass.Inlined, FrameClass.Unknown, FrameClass.Group];

    /// <summary>The text on frames, a colour for each theme.</summary>
    public static Rgb TextOf(bool isDark) => isDark ? new Rgb(0xf3, 0xf4, 0xf6) : new Rgb(0x15, 0x18, 0x1c);

    /// <summary>The legend's word for a class.</summary>
    public static string LabelOf(FrameClass frames) => frames switch
    {
        FrameClass.User => "user",
        FrameClass.Kernel => "kernel",
        FrameClass.Jit => "jit",
        FrameClass.Inlined => "inlined",
        FrameClass.Unknown => "unknown",
        _ => "command, process or thread",
    };

    /// <summary>The letter that starts the class's CSS classes.</summary>
    public static string LetterOf(FrameClass frames) => frames switch
    {
        FrameClass.User => "u",
        FrameClass.Kernel => "k",
        FrameClass.Jit => "j",
        FrameClass.Inlined => "i",
        FrameClass.Unknown => "n",
        _ => "g",
    };

    /// <summary>The class of a node.</summary>
    public static FrameClass ClassOf(FlameNode node) => ClassOf(node.Kind);

    /// <summary>The class of a kind of code; <see langword="null"/> for what is no function.</summary>
    public static FrameClass ClassOf(FrameKind? kind) => kind switch
    {
        FrameKind.User => FrameClass.User,
        FrameKind.Kernel => FrameClass.Kernel,
        FrameKind.Jit => FrameClass.Jit,
        FrameKind.Inlined => FrameClass.Inlined,
        FrameKind.Unknown => FrameClass.Unknown,
        _ => FrameClass.Group,
    };

    /// <summary>The shade of a name, 0 to <see cref="Shades"/> - 1: the same in every tree and on every machine.</summary>
    public static int ShadeOf(ReadOnlySpan<byte> name)
    {
        // FNV-1a, with the high bits folded in: its low bits alone hardly mix.
        uint hash = 2_166_136_261;
        foreach (byte value in name)
        {
            hash = unchecked((hash ^ value) * 16_777_619);
        }

        hash ^= hash >> 16;
        return (int)((hash ^ (hash >> 8)) % Shades);
    }

    /// <summary>The colour of a class and shade.</summary>
    public static Rgb ColorOf(FrameClass frames, int shade, bool isDark)
    {
        (Rgb first, Rgb last) = (frames, isDark) switch
        {
            (FrameClass.User, false) => (new Rgb(0xff, 0xe5, 0x9c), new Rgb(0xf2, 0xc2, 0x55)),
            (FrameClass.Kernel, false) => (new Rgb(0xff, 0xbe, 0x9c), new Rgb(0xef, 0x8f, 0x64)),
            (FrameClass.Jit, false) => (new Rgb(0xb5, 0xe8, 0xac), new Rgb(0x78, 0xcc, 0x7d)),
            (FrameClass.Inlined, false) => (new Rgb(0xaa, 0xe4, 0xe6), new Rgb(0x68, 0xc6, 0xcc)),
            (FrameClass.Unknown, false) => (new Rgb(0xe3, 0xe5, 0xe9), new Rgb(0xc6, 0xca, 0xd1)),
            (_, false) => (new Rgb(0xdb, 0xdd, 0xfb), new Rgb(0xbe, 0xc2, 0xf2)),
            (FrameClass.User, true) => (new Rgb(0x6b, 0x4e, 0x00), new Rgb(0x86, 0x65, 0x12)),
            (FrameClass.Kernel, true) => (new Rgb(0x85, 0x37, 0x12), new Rgb(0xa0, 0x4b, 0x1e)),
            (FrameClass.Jit, true) => (new Rgb(0x1a, 0x5c, 0x2c), new Rgb(0x27, 0x76, 0x3b)),
            (FrameClass.Inlined, true) => (new Rgb(0x0e, 0x5a, 0x5c), new Rgb(0x1a, 0x72, 0x74)),
            (FrameClass.Unknown, true) => (new Rgb(0x45, 0x4a, 0x52), new Rgb(0x5a, 0x60, 0x69)),
            _ => (new Rgb(0x3e, 0x42, 0x80), new Rgb(0x52, 0x57, 0xa0)),
        };
        return Rgb.Between(first, last, shade, Shades - 1);
    }

    /// <summary>Writes the CSS rules of all frames for one theme, each after a selector of the drawing.</summary>
    public static void WriteRules(Utf8Output css, string scope, bool isDark)
    {
        foreach (FrameClass frames in Classes)
        {
            for (int shade = 0; shade < Shades; shade++)
            {
                css.Write($"{scope} .{LetterOf(frames)}{shade}{{fill:{ColorOf(frames, shade, isDark).ToString()}}}\n");
            }
        }
    }
}
