using System.Globalization;
using System.Text;

namespace FlameScope.Tool.Cli;

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

        string visible = PlainText.Of(text);
        if (OperatingSystem.IsWindows())
        {
            return $"\"{visible}\"";
        }

        return visible == text ? $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'" : Escaped(text);
    }

    // What would move the cursor stands there as the digits of its bytes, which bash, zsh and ksh read back.
    private static string Escaped(string text)
    {
        StringBuilder word = new("$'");
        foreach (byte c in Encoding.UTF8.GetBytes(text))
        {
            bool isSafe = c is >= (byte)' ' and < 0x7F and not ((byte)'\'' or (byte)'\\');
            word.Append(isSafe ? ((char)c).ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{c >> 6}{(c >> 3) & 7}{c & 7}"));
        }

        return word.Append('\'').ToString();
    }
}
