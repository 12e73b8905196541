namespace FlameScope.Export.Svg;

/// <summary>A colour in sRGB.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The colour <paramref name="step"/> of <paramref name="steps"/> on the way between two, in integers.</summary>
    public static Rgb Between(Rgb first, Rgb last, int step, int steps)
    {
        return new Rgb(Mix(first.Red, last.Red), Mix(first.Green, last.Green), Mix(first.Blue, last.Blue));

        byte Mix(int from, int to) => (byte)(((from * (steps - step)) + (to * step) + (steps / 2)) / steps);
    }

    /// <summary>How much lighter one colour is than the other, 1 to 21, by the contrast ratio of WCAG 2.</summary>
    public static double Contrast(Rgb one, Rgb other)
    {
        (double light, double dark) = (one.Luminance, other.Luminance);
        return (Math.Max(light, dark) + 0.05) / (Math.Min(light, dark) + 0.05);
    }

    /// <summary>The relative luminance of WCAG 2, 0 to 1.</summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>The colour in CSS, such as <c>#1f6feb</c>.</summary>
    public override string ToString() => $"#{(Red << 16) | (Green << 8) | Blue:x6}";

    private static double Linear(byte channel) =>
        channel <= 10 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);
}
