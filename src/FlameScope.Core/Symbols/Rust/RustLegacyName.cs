using System.Buffers;
using System.Globalization;
using System.Text;

namespace FlameScope.Symbols.Rust;

/// <summary>Rust's older names: <c>_ZN4core3fmt5write17h0123456789abcdefE</c>, and what remains of them where a tool took them for C++.</summary>
internal static class RustLegacyName
{
    // "::h" and 16 digits.
    private const int HashLength = 19;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Writes a mangled name without its hash; false where it is none of Rust.</summary>
    public static bool TryDemangle(ReadOnlySpan<byte> mangled, NameText text)
    {
        if (!mangled.StartsWith("_ZN"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = mangled[3..];
        ReadOnlySpan<byte> part = default;
        int parts = 0;
        for (; PartLength(rest, out int digits) is int length and not 0; parts++)
        {
            // The last part is the hash: each is written once there is another one.
            if (parts > 0)
            {
                text.Append(parts == 1 ? ""u8 : "::"u8);
                AppendPart(part, text);
            }

            part = rest.Slice(digits, length);
            rest = rest[(digits + length)..];
        }

        bool isWhole = rest.Length > 0 && rest[0] == 'E' && (rest.Length == 1 || rest[1] == '.');
        if (!isWhole || parts < 2 || !IsHash(part) || text.IsTooLong)
        {
            return false;
        }

        TrimHashes(text);
        return true;
    }

    /// <summary>Writes a name that still has the hash or the escapes of a mangled one without them; false where it has none.</summary>
    public static bool TryTidy(ReadOnlySpan<byte> name, NameText text)
    {
        int end = name.Length;
        ReadOnlySpan<byte> suffix = default;
        while (FindHash(name[..end]) is int hash and >= 0)
        {
            // The linkage table is told of; clones that the compiler made are not.
            suffix = name[(hash + HashLength)..end].SequenceEqual(Demangler.LinkageTable) ? Demangler.LinkageTable : suffix;
            end = hash;
        }

        if (end == name.Length && !HasEscape(name))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = name[..end];
        while (rest.IndexOf("::"u8) is int separator and >= 0)
        {
            AppendPart(rest[..separator], text);
            text.Append("::"u8);
            rest = rest[(separator + 2)..];
        }

        AppendPart(rest, text);
        TrimHashes(text);
        text.Append(suffix);
        return !text.IsTooLong && !text.Written.SequenceEqual(name);
    }

    // The length of the part that a text begins with, and of the digits that tell it; 0 where there is none.
    private static int PartLength(ReadOnlySpan<byte> text, out int digits)
    {
        int length = 0;
        for (digits = 0; digits < text.Length && char.IsAsciiDigit((char)text[digits]) && length <= Demangler.MaxNameLength; digits++)
        {
            length = (length * 10) + (text[digits] - '0');
        }

        return length > text.Length - digits || text.StartsWith((byte)'0') ? 0 : length;
    }

    private static bool IsHash(ReadOnlySpan<byte> part) =>
        part.Length == 17 && part[0] == 'h' && !part[1..].ContainsAnyExcept(HexDigits);

    // Where "::h" and 16 digits are, followed by nothing or by a suffix of the symbol.
    private static int FindHash(ReadOnlySpan<byte> name)
    {
        int at = name.LastIndexOf("::h"u8);
        bool isHash = at > 0 && at + HashLength <= name.Length && IsHash(name.Slice(at + 2, HashLength - 2))
            && (at + HashLength == name.Length || name[at + HashLength] is (byte)'.' or (byte)'@');
        return isHash ? at : -1;
    }

    private static void TrimHashes(NameText text)
    {
        while (text.Length > HashLength && text.Written[^HashLength..] is var end && end.StartsWith("::"u8) && IsHash(end[2..]))
        {
            text.Truncate(text.Length - HashLength);
        }
    }

    // Escapes that no other language writes: $LT$ and $u20$.
    private static bool HasEscape(ReadOnlySpan<byte> name)
    {
        for (int at; (at = name.IndexOf((byte)'$')) >= 0; name = name[(at + 1)..])
        {
            ReadOnlySpan<byte> escape = name[at..];
            if (TryDecode(escape, out _, out _) && (escape[1] == 'u' || escape.StartsWith("$LT$"u8)))
            {
                return true;
            }
        }

        return false;
    }

    private static void AppendPart(ReadOnlySpan<byte> part, NameText text)
    {
        Span<byte> bytes = stackalloc byte[4];
        // A part may not begin with a $ in some assemblers.
        if (part.StartsWith("_$"u8))
        {
            part = part[1..];
        }

        while (part.IndexOfAny((byte)'$', (byte)'.') is int plain and >= 0)
        {
            text.Append(part[..plain]);
            part = part[plain..];
            if (part[0] == '.')
            {
                bool isSeparator = part.StartsWith(".."u8);
                text.Append(isSeparator ? "::"u8 : "."u8);
                part = part[(isSeparator ? 2 : 1)..];
            }
            else if (TryDecode(part, out Rune rune, out int length))
            {
                text.Append(bytes[..rune.EncodeToUtf8(bytes)]);
                part = part[length..];
            }
            else
            {
                break;
            }
        }

        text.Append(part);
    }

    // An escape at the beginning of a text. What Rust writes as it is never comes escaped.
    private static bool TryDecode(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        rune = default;
        int end = text[1..].IndexOf((byte)'$');
        length = end + 2;
        if (end is < 1 or > 7)
        {
            return false;
        }

        ReadOnlySpan<byte> code = text.Slice(1, end);
        char symbol = code switch
        {
            [(byte)'C'] => ',',
            [(byte)'S', (byte)'P'] => '@',
            [(byte)'B', (byte)'P'] => '*',
            [(byte)'R', (byte)'F'] => '&',
            [(byte)'L', (byte)'T'] => '<',
            [(byte)'G', (byte)'T'] => '>',
            [(byte)'L', (byte)'P'] => '(',
            [(byte)'R', (byte)'P'] => ')',
            _ => '\0',
        };
        if (symbol != '\0')
        {
            rune = new Rune(symbol);
            return true;
        }

        return code[0] == 'u' && code.Length > 1 && code[1] != '0' && !code[1..].ContainsAnyExcept(HexDigits)
            && int.TryParse(code[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            && Rune.TryCreate(value, out rune) && !Rune.IsControl(rune) && !IsWrittenAsItIs(value);
    }

    private static bool IsWrittenAsItIs(int value) =>
        value < 128 && (char.IsAsciiLetterOrDigit((char)value) || (char)value is '_' or '.' or '$' or ':' or '-');
}
