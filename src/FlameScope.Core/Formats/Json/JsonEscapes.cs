using System.Buffers.Text;
using System.Text;

namespace FlameScope.Formats.Json;

/// <summary>Strings of JSON as they stand in the text.</summary>
internal static class JsonEscapes
{
    private const int UnicodeEscapeLength = 6;

    /// <summary>The text of a string, in UTF-8; escapes that mean nothing become U+FFFD.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <param name="result">Where it goes: at least as long as <paramref name="text"/>.</param>
    /// <returns>The length of the result.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> result)
    {
        int length = 0;
        while (!text.IsEmpty)
        {
            int escape = text.IndexOf((byte)'\\');
            int plain = escape < 0 ? text.Length : escape;
            text[..plain].CopyTo(result[length..]);
            length += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                length += UnescapeOne(ref text, result[length..]);
            }
        }

        return length;
    }

    /// <summary>How much of a string can be kept without cutting an escape or a character.</summary>
    public static int WholeLength(ReadOnlySpan<byte> text)
    {
        int length = text.Length - UnicodeEscapeLength;
        int escape = text[length..].IndexOf((byte)'\\');
        if (text[..length].Contains((byte)'\\'))
        {
            // Rare, and only of strings that are too long: walk from the beginning.
            length = 0;
            while (length + (2 * UnicodeEscapeLength) < text.Length)
            {
                length += text[length] == '\\' ? (text[length + 1] == 'u' ? UnicodeEscapeLength : 2) : 1;
            }
        }
        else if (escape >= 0)
        {
            length += escape;
        }

        while (length > 0 && (text[length] & 0xc0) == 0x80)
        {
            length--;
        }

        return length;
    }

    /// <summary>Where a string ends.</summary>
    /// <param name="text">The next piece of the string, and what follows.</param>
    /// <param name="isEscaped">Whether the byte before was the beginning of an escape; then whether the last one is.</param>
    /// <returns>The place of its quote; -1 where it goes on.</returns>
    public static int IndexOfQuote(ReadOnlySpan<byte> text, ref bool isEscaped)
    {
        int place = isEscaped ? 1 : 0;
        isEscaped &= text.IsEmpty;
        while (place < text.Length)
        {
            int next = text[place..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            place += next;
            if (text[place] == '"')
            {
                return place;
            }

            isEscaped = place + 1 == text.Length;
            place += 2;
        }

        return -1;
    }

    private static int UnescapeOne(ref ReadOnlySpan<byte> text, Span<byte> result)
    {
        byte letter = text.Length > 1 ? text[1] : (byte)0;
        if (letter == 'u')
        {
            int code = CodeUnit(text);
            bool isPair = code is >= 0xd800 and < 0xdc00 && CodeUnit(text[UnicodeEscapeLength..]) is >= 0xdc00 and < 0xe000;
            Rune rune = isPair ? new Rune((char)code, (char)CodeUnit(text[UnicodeEscapeLength..]))
                : Rune.TryCreate(code, out Rune one) ? one : Rune.ReplacementChar;
            text = text[Math.Min(text.Length, isPair ? 2 * UnicodeEscapeLength : UnicodeEscapeLength)..];
            return rune.EncodeToUtf8(result);
        }

        text = text[Math.Min(text.Length, 2)..];
        result[0] = letter switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => letter,
        };
        return 1;
    }

    // \uXXXX
    private static int CodeUnit(ReadOnlySpan<byte> text) =>
        text.Length >= UnicodeEscapeLength && text[0] == '\\' && text[1] == 'u'
        && Utf8Parser.TryParse(text[2..UnicodeEscapeLength], out ushort code, out int read, 'x') && read == UnicodeEscapeLength - 2
            ? code
            : -1;
}
