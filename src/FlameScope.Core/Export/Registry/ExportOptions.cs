namespace FlameScope.Export;

/// <summary>How a view is written; a format leaves aside what it has no use for.</summary>
public sealed record ExportOptions
{
    /// <summary>What exporters are created with where nobody asks for anything else.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>What the profile is called, such as its file; <see langword="null"/> where it has no name.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The heading of a drawing; <see langword="null"/> for a general one, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Width of a drawing in pixels, at least <see cref="SvgFlameGraphOptions.MinWidth"/>; <see langword="null"/> for what suits the view.
    /// </summary>
    public int? Width { get; init; }

    /// <summary>Which colours a drawing has.</summary>
    public SvgTheme Theme { get; init; }

    /// <summary>Whether a flame graph has its root on top.</summary>
    public bool IsIcicle { get; init; }

    /// <summary>Whose values are the widths in a drawing of a difference; the examined tree's by default.</summary>
    public FlameDiffWidth DiffWidth { get; init; }
}
