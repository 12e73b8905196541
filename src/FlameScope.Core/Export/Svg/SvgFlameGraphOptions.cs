namespace FlameScope.Export;

/// <summary>How a flame graph is drawn.</summary>
public sealed record SvgFlameGraphOptions
{
    /// <summary>The least width of a drawing.</summary>
    public const int MinWidth = 320;

    /// <summary>Width of the drawing in pixels, at least <see cref="MinWidth"/>; 1,200 by default.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>
    /// Whether the drawing carries its script for zoom, search and details; it needs no network and works from a file. Without
    /// it the drawing has no script at all. <see langword="true"/> by default.
    /// </summary>
    public bool IsInteractive { get; init; } = true;

    /// <summary>Whether the root is on top and stacks grow downwards; by default it is at the bottom.</summary>
    public bool IsIcicle { get; init; }

    /// <summary>The heading; <see langword="null"/> for a general one, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Frames narrower than this many pixels are left out with everything above them, and the drawing says how many; at least
    /// 0, 0.1 by default.
    /// </summary>
    public double MinFrameWidth { get; init; } = 0.1;

    /// <summary>Which colours the drawing has.</summary>
    public SvgTheme Theme { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A width is out of range, or there is no such theme.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, MinWidth);
        ArgumentOutOfRangeException.ThrowIfNegative(MinFrameWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(MinFrameWidth, double.PositiveInfinity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Theme, (byte)SvgTheme.Dark, nameof(Theme));
    }
}
