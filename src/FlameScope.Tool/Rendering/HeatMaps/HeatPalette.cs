using System.Globalization;
using FlameScope.Tool.Cli;
using Spectre.Console;

namespace FlameScope.Tool.Rendering;

/// <summary>The colours of a heat map in a terminal: inferno on a dark ground, as in the explorer's dark theme.</summary>
internal sealed class HeatPalette
{
    private static readonly Color[] Inferno =
    [
        new(0x1e, 0x0c, 0x45), new(0x4a, 0x0c, 0x6b), new(0x72, 0x1a, 0x6e), new(0x9b, 0x29, 0x64), new(0xc3, 0x3b, 0x4f),
        new(0xe2, 0x57, 0x34), new(0xf6, 0x80, 0x13), new(0xfc, 0xae, 0x12), new(0xf4, 0xe1, 0x56),
    ];

    // The nearest neighbours among 256 colours are pinks and greys; these keep the order of brightness and of hue.
    private static readonly int[] IndexedInferno = [53, 89, 125, 161, 166, 202, 208, 214, 221];

    // Terminals show a cell a few pixels high; a single sample must not drown in the ground's darkness.
    private const double Weakest = 0.14;

    private readonly ColorSystem _colors;
    private readonly HeatScale _scale;

    public HeatPalette(ColorSystem colors, HeatScale scale)
    {
        _colors = colors;
        _scale = scale;
        Zero = colors == ColorSystem.TrueColor ? CodeOf(new Color(0x1d, 0x20, 0x26)) : "5;235";
    }

    /// <summary>The colour of cells without samples.</summary>
    public string Zero { get; }

    /// <summary>The colour of a count: what follows <c>38;</c> or <c>48;</c>; <see langword="null"/> for no data.</summary>
    public string? Of(long count) => count switch
    {
        HeatMapPicture.NoData => null,
        0 => Zero,
        _ => OfStrength(_scale.StrengthOf(count)),
    };

    /// <summary>The colour of a strength from 0 to 1.</summary>
    public string OfStrength(double strength)
    {
        if (_colors != ColorSystem.TrueColor)
        {
            return string.Create(CultureInfo.InvariantCulture, $"5;{IndexedInferno[(int)Math.Round(strength * (IndexedInferno.Length - 1))]}");
        }

        double place = (Weakest + ((1 - Weakest) * strength)) * (Inferno.Length - 1);
        int below = Math.Min((int)place, Inferno.Length - 2);
        return CodeOf(Mix(Inferno[below], Inferno[below + 1], place - below));
    }

    private static Color Mix(Color from, Color to, double share) =>
        new(Mix(from.R, to.R, share), Mix(from.G, to.G, share), Mix(from.B, to.B, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static string CodeOf(Color color) => string.Create(CultureInfo.InvariantCulture, $"2;{color.R};{color.G};{color.B}");
}
