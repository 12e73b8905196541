using System.Globalization;
using System.Text;

namespace FlameScope.Tool.Cli;

/// <summary>Names from a recording as they may stand in a terminal: nothing in them can move the cursor or change a colour.</summary>
internal static class PlainText
{
    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8));

    public static string Of(string text)
    {
        foreach (char c in text)
        {
            if (IsUnsafe(c))
            {
                return string.Create(text.Length, text, static (visible, original) =>
                {
                    for (int i = 0; i < visible.Length; i++)
                    {
                        visible[i] = VisibleOf(original[i]);
                    }
                });
            }
        }

        return text;
    }

    // Format characters are those that turn the direction of writing around or have no width.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    // Control characters have pictures of their own in Unicode, 0x2400 higher.
    private static char VisibleOf(char c) => c switch
    {
        < ' ' => (char)(0x2400 + c),
        '\u007f' => '\u2421',
        _ when IsUnsafe(c) => '\ufffd',
        _ => c,
    };
}
