namespace FlameScope.Export;

/// <summary>How a heat map is drawn.</summary>
public sealed record SvgHeatMapOptions
{
    /// <summary>The largest side of a cell.</summary>
    public const int MaxCellSize = 1000;

    /// <summary>
    /// Width of a cell in pixels, 1 to <see cref="MaxCellSize"/>; by default the map is about 1,000 pixels wide, with cells of 2
    /// to 20. More than 1,000 columns are then joined, and the fullest cell of those that are joined is shown; with a width of their own all are drawn.
    /// </summary>
    public int? CellWidth { get; init; }

    /// <summary>
    /// Height of a cell in pixels, 1 to <see cref="MaxCellSize"/>; by default the map is about 400 pixels high, with cells of 1
    /// to 20. More than 1,000 rows of offsets are then joined as columns are.
    /// </summary>
    public int? CellHeight { get; init; }

    /// <summary>
    /// Width of the drawing in pixels, at least <see cref="SvgFlameGraphOptions.MinWidth"/>: cells are as wide as fits, where
    /// <see cref="CellWidth"/> does not say. The drawing is wider where its columns or its legend need it; <see langword="null"/>, the
    /// default, for no more than that.
    /// </summary>
    public int? Width { get; init; }

    /// <summary>Which colours the drawing has.</summary>
    public SvgTheme Theme { get; init; }

    /// <summary>The heading; <see langword="null"/> for a general one, empty for none.</summary>
    public string? Title { get; init; }
}
