using System.Text;
using FlameScope.Export.Text;

namespace FlameScope.Export.Svg;

/// <summary>How much of a name fits into a box, in cells of a fixed-width font.</summary>
internal static class LabelFit
{
    /// <summary>Hundredths of a pixel that a cell of the 12 px fixed-width font takes at most.</summary>
    public const int CellWidth = 730;

    /// <summary>Fewer cells than this tell nothing and stay empty.</summary>
    public const int MinCells = 3;

    // Han, kana, hangul, emoji and whatever else a fallback font draws wider than Latin.
    private const int FirstWideCharacter = 0x1100;

    /// <summary>Cells in a box.</summary>
    /// <param name="width">Hundredths of a pixel.</param>
    /// <param name="padding">Hundredths of a pixel that stay free on both sides together.</param>
    public static int CellsIn(long width, int padding) => (int)Math.Min(int.MaxValue, Math.Max(0, width - padding) / CellWidth);

    /// <summary>Pixels that a name takes at most.</summary>
    public static int WidthOf(ReadOnlySpan<byte> name)
    {
        long cells = 0;
        while (!name.IsEmpty)
        {
            cells += VisibleText.Take(ref name).Value >= FirstWideCharacter ? 2 : 1;
        }

        return (int)Math.Min(int.MaxValue, ((cells * CellWidth) + 99) / 100);
    }

    /// <summary>The part of a name that fits.</summary>
    /// <returns>Bytes from the name's start, and whether an ellipsis follows; the cell that it takes is left free.</returns>
    public static (int Length, bool IsCut) Fit(ReadOnlySpan<byte> name, int cells)
    {
        ReadOnlySpan<byte> rest = name;
        int used = 0;
        int lengthWithEllipsis = 0;
        while (!rest.IsEmpty)
        {
            Rune rune = VisibleText.Take(ref rest);
            used += rune.Value >= FirstWideCharacter ? 2 : 1;
            if (used > cells)
            {
                return (lengthWithEllipsis, true);
            }

            if (used < cells)
            {
                lengthWithEllipsis = name.Length - rest.Length;
            }
        }

        return (name.Length, false);
    }
}
