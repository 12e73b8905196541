namespace FlameScope.Export;

/// <summary>Which side's values are the widths of a differential flame graph.</summary>
public enum FlameDiffWidth : byte
{
    /// <summary>The examined tree's; frames of the baseline alone are not seen.</summary>
    Examined = 0,

    /// <summary>The baseline's; frames of the examined tree alone are not seen.</summary>
    Baseline = 1,

    /// <summary>The sum of both: every frame is seen.</summary>
    Both = 2,
}

/// <summary>How a differential flame graph is drawn.</summary>
public sealed record SvgFlameDiffOptions
{
    /// <summary>What every flame graph has: size, direction, script, heading, colours of the background.</summary>
    public SvgFlameGraphOptions Graph { get; init; } = new();

    /// <summary>Whose values are the widths; the examined tree's by default.</summary>
    public FlameDiffWidth Width { get; init; }
}
