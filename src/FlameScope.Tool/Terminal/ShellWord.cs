namespace FlameScope.Tool.Terminal;

/// <summary>A text as one word of a command line that can be copied into a shell.</summary>
internal static class ShellWord
{
    private const string Plain = "_-./:,+=@%";

    public static string Of(string text)
    {
        // zsh takes =word for the path of a command.
        bool isPlain = text.Length > 0 && text[0] != '=';
        foreach (char c in text)
        {
            isPlain &= char.IsLetterOrDigit(c) || Plain.Contains(c) || (OperatingSystem.IsWindows() && c == '\\');
        }

        if (isPlain)
        {
            return text;
        }

        return OperatingSystem.IsWindows()
            ? $"\"{PlainText.Of(text)}\""
            : $"'{PlainText.Of(text).Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }
}
