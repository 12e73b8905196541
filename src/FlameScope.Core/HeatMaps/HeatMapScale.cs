namespace FlameScope;

/// <summary>How strongly cells are shown: from 1 up to the 99th percentile of the cells that are not 0, from which on all look alike.</summary>
/// <param name="Top">The value that is shown most strongly, as larger ones are; at least <see cref="MinTop"/>.</param>
/// <param name="Maximum">The largest value; 0 where all cells are 0.</param>
public readonly record struct HeatMapScale(long Top, long Maximum)
{
    /// <summary>The scale never ends below this, so that a maximum of 2 does not look extreme.</summary>
    public const long MinTop = 4;

    /// <summary>Whether some values lie above <see cref="Top"/>.</summary>
    public bool IsClipped => Maximum > Top;

    /// <summary>The scale of some cells, such as <see cref="HeatMap.Values"/>.</summary>
    /// <param name="cells">The cells; none is negative.</param>
    public static HeatMapScale Of(ReadOnlySpan<long> cells)
    {
        long maximum = 0;
        foreach (long value in cells)
        {
            maximum = Math.Max(maximum, value);
        }

        return new HeatMapScale(Math.Max(MinTop, Percentile99(cells, maximum)), maximum);
    }

    /// <summary>How strongly a value is shown: 0 for 1, 1 from <see cref="Top"/> on.</summary>
    /// <param name="value">At least 1.</param>
    public double StrengthOf(long value) => (Math.Min(value, Top) - 1) / (double)(Top - 1);

    /// <summary>The smallest value that at least 99 of 100 non-zero cells do not pass (nearest rank); 0 where there are none.</summary>
    /// <remarks>Halves the range of values and counts again: a few passes, and no memory however large the map.</remarks>
    internal static long Percentile99(ReadOnlySpan<long> cells, long maximum)
    {
        long shown = CountUpTo(cells, maximum);
        long wanted = (long)((((Int128)shown * 99) + 99) / 100);
        long low = maximum == 0 ? 0 : 1;
        long high = maximum;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (CountUpTo(cells, middle) >= wanted)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return high;
    }

    private static long CountUpTo(ReadOnlySpan<long> cells, long limit)
    {
        long count = 0;
        foreach (long value in cells)
        {
            count += value > 0 && value <= limit ? 1 : 0;
        }

        return count;
    }
}
