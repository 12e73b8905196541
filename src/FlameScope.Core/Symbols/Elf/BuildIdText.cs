namespace FlameScope.Symbols.Elf;

/// <summary>Build ids as text.</summary>
internal static class BuildIdText
{
    private const int MinLength = 4;

    /// <summary>Whether a text is a build id: lower-case hexadecimal digits, and so safe as part of a path.</summary>
    public static bool IsBuildId(string text) => text.Length >= MinLength && text.All(char.IsAsciiHexDigitLower);
}
