namespace FlameScope.Export;

/// <summary>Which colours a drawing has.</summary>
public enum SvgTheme : byte
{
    /// <summary>Light, and dark where the reader's system asks for it (<c>prefers-color-scheme</c>).</summary>
    Automatic = 0,

    /// <summary>Light, whatever the reader's system asks for.</summary>
    Light = 1,

    /// <summary>Dark, whatever the reader's system asks for.</summary>
    Dark = 2,
}
