namespace FlameScope.Export.Svg;

/// <summary>From a cell's value to its colour: linear from 1 to the 99th percentile of the non-zero cells.</summary>
/// <param name="Top">The value that has the last colour; larger ones share it. At least <see cref="LeastTop"/>.</param>
/// <param name="Maximum">The largest value of the map.</param>
internal readonly record struct HeatMapScale(long Top, long Maximum)
{
    /// <summary>The scale never ends below this, so that a maximum of 2 does not look extreme.</summary>
    public const long LeastTop = 4;

    /// <summary>Up to this many values each have a colour and a box in the legend.</summary>
    public const int MostBoxes = 8;

    private const int Steps = 64;

    /// <summary>Number of colours.</summary>
    public int Levels => HasBoxes ? (int)Top : Steps;

    /// <summary>Whether every value has a colour of its own.</summary>
    public bool HasBoxes => Top <= MostBoxes;

    /// <summary>Whether some values lie above the last colour's.</summary>
    public bool IsClipped => Maximum > Top;

    /// <summary>The scale of a map.</summary>
    public static HeatMapScale Of(HeatMap map) => new(Math.Max(LeastTop, Percentile99(map.Values, map.Maximum)), map.Maximum);

    /// <summary>The colour of a value, 0 (for 1) to <see cref="Levels"/> - 1.</summary>
    /// <param name="value">At least 1.</param>
    public int LevelOf(long value) =>
        (int)((((Math.Min(value, Top) - 1) * (Int128)(Levels - 1) * 2) + (Top - 1)) / ((Top - 1) * (Int128)2));

    /// <summary>The smallest value that at least 99 of 100 non-zero cells do not pass (nearest rank); 0 where there are none.</summary>
    /// <remarks>Halves the range of values and counts again: a few passes, and no memory however large the map.</remarks>
    internal static long Percentile99(ReadOnlySpan<long> values, long maximum)
    {
        long cells = CountUpTo(values, maximum);
        long wanted = (long)((((Int128)cells * 99) + 99) / 100);
        long least = maximum == 0 ? 0 : 1;
        long most = maximum;
        while (least < most)
        {
            long middle = least + ((most - least) / 2);
            if (CountUpTo(values, middle) >= wanted)
            {
                most = middle;
            }
            else
            {
                least = middle + 1;
            }
        }

        return most;
    }

    private static long CountUpTo(ReadOnlySpan<long> values, long most)
    {
        long count = 0;
        foreach (long value in values)
        {
            count += value > 0 && value <= most ? 1 : 0;
        }

        return count;
    }
}
