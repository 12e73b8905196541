namespace FlameScope.Export;

/// <summary>How a stack chart is drawn.</summary>
public sealed record SvgStackChartOptions
{
    /// <summary>Width of the drawing in pixels, at least <see cref="SvgFlameGraphOptions.MinWidth"/>; 1,200 by default.</summary>
    public int Width { get; init; } = 1200;

    /// <summary>The heading; <see langword="null"/> for a general one, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Which colours the drawing has.</summary>
    public SvgTheme Theme { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A width is out of range, or there is no such theme.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Width, SvgFlameGraphOptions.MinWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)Theme, (byte)SvgTheme.Dark, nameof(Theme));
    }
}
