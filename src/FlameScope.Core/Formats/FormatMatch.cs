namespace FlameScope.Formats;

/// <summary>How well an input fits a format.</summary>
public enum FormatMatch : byte
{
    /// <summary>It is something else.</summary>
    None = 0,

    /// <summary>It may be of this format; any format that is sure comes first.</summary>
    Maybe = 1,

    /// <summary>It is of this format, even if it turns out to be damaged.</summary>
    Sure = 2,
}
