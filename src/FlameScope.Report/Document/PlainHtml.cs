using System.Globalization;
using System.Net;
using System.Text;

namespace FlameScope.Report.Document;

/// <summary>Text as HTML shows it: no markup comes of it, and nothing in it turns the line around.</summary>
internal static class PlainHtml
{
    private const char Unshowable = '\uFFFD';

    public static string Of(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char character in text)
        {
            bool isShown = char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format) || character == '\n';
            plain.Append(isShown ? character : Unshowable);
        }

        return WebUtility.HtmlEncode(plain.ToString());
    }
}
