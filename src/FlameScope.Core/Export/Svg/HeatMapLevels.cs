namespace FlameScope.Export.Svg;

/// <summary>From a cell's value to its colour: as many as there are values up to eight, else 64 along the scale.</summary>
/// <param name="Scale">The scale.</param>
internal readonly record struct HeatMapLevels(HeatMapScale Scale)
{
    /// <summary>Up to this many values each have a colour and a box in the legend.</summary>
    public const int MaxBoxes = 8;

    private const int Steps = 64;

    /// <summary>The value that has the last colour; larger ones share it.</summary>
    public long Top => Scale.Top;

    /// <summary>The largest value of the map.</summary>
    public long Maximum => Scale.Maximum;

    /// <summary>Number of colours.</summary>
    public int Levels => HasBoxes ? (int)Top : Steps;

    /// <summary>Whether every value has a colour of its own.</summary>
    public bool HasBoxes => Top <= MaxBoxes;

    /// <summary>Whether some values lie above the last colour's.</summary>
    public bool IsClipped => Scale.IsClipped;

    /// <summary>The colour of a value, 0 (for 1) to <see cref="Levels"/> - 1.</summary>
    /// <param name="value">At least 1.</param>
    public int LevelOf(long value) =>
        (int)((((Math.Min(value, Top) - 1) * (Int128)(Levels - 1) * 2) + (Top - 1)) / ((Top - 1) * (Int128)2));
}
