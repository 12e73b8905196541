namespace FlameScope.Export.Text;

/// <summary>What a name must not break.</summary>
internal enum TextEscape : byte
{
    /// <summary>XML text and double-quoted attributes.</summary>
    Xml,

    /// <summary>One frame of a folded line.</summary>
    Folded,

    /// <summary>A quoted field of comma-separated values.</summary>
    Csv,
}
