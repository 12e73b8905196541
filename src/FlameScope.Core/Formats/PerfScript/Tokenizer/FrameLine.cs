using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FlameScope.Formats.PerfScript;

/// <summary>Finds the parts of a frame line.</summary>
internal static class FrameLine
{
    private const int MaxAddressDigits = 16;

    //	          194a75 heap_getnext+0x95 (/usr/lib/postgresql/15/bin/postgres)
    //        b3cea6c4<TAB>Lock::unlock() (/system/lib/libc.so)
    /// <summary>Where the text after the address begins; -1 for a line that is no frame.</summary>
    public static int StartOfText(ReadOnlySpan<byte> line)
    {
        int blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return blanks <= 0 ? -1 : EndOfAddress(line, blanks);
    }

    //7f7241fbe6d8 Weave::base(Kind) const (/opt/loom/libweave.so)
    /// <summary>
    /// Where the text after the address begins in a line that lost the blanks before it, or never had any; -1 for another line.
    /// Only where frames are expected: it might be any text that begins with an <c>a</c>.
    /// </summary>
    public static int StartOfUnindentedText(ReadOnlySpan<byte> line)
    {
        int start = EndOfAddress(line, 0);
        if (start < 0 || start == line.Length)
        {
            return -1;
        }

        ReadOnlySpan<byte> text = line[start..].TrimEnd((byte)' ');
        bool hasModule = text is [.., (byte)')'] && (text[0] == (byte)'(' || text.IndexOf(" ("u8) > 0);
        bool hasNumber = line[..start].ContainsAnyInRange((byte)'0', (byte)'9');
        return hasModule || KnownLines.IsTail(PerfScriptFrame.TailOf(text)) || (hasNumber && !text.Contains((byte)' ')) ? start : -1;
    }

    private static int EndOfAddress(ReadOnlySpan<byte> line, int start)
    {
        int digits = Fields.CountHexDigits(line[start..Math.Min(line.Length, start + MaxAddressDigits + 1)]);
        int end = start + digits;
        if (digits is 0 or > MaxAddressDigits)
        {
            return -1;
        }

        return end == line.Length ? end
            : line[end] == (byte)' ' ? end + 1
            : line[end] == (byte)'\t' && !IsInstruction(line, digits, line[(end + 1)..]) ? end + 1
            : -1;
    }

    // An address of all its digits and a tab begin instructions, too; those have no module at their end.
    private static bool IsInstruction(ReadOnlySpan<byte> line, int digits, ReadOnlySpan<byte> text) =>
        line[0] == (byte)'\t' && digits == MaxAddressDigits
        && (text.TrimEnd((byte)' ') is not [.., (byte)')'] || text.IndexOf(" ("u8) < 0 || text.StartsWith("insn:"u8));

    /// <summary>Bytes before the text after an address that perf has padded: a tab, 16 for the address, a blank.</summary>
    public const int PaddedPrefix = 18;

    /// <summary>Whether text begins with a whole line that has a padded address and a certain text after it.</summary>
    /// <param name="rest">The line and what follows it.</param>
    /// <param name="texts">Holds the expected text.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its length; one that <paramref name="rest"/> cannot hold fits no line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPadded(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> texts, int start, int length)
    {
        int end = PaddedPrefix + length;
        return end < rest.Length && rest[end] == (byte)'\n'
            && rest[PaddedPrefix..end].SequenceEqual(texts.Slice(start, length))
            && HasPaddedAddress(rest);
    }

    /// <summary>The text after the padded address of the whole line that a text begins with; empty where it begins otherwise.</summary>
    public static ReadOnlySpan<byte> PaddedText(ReadOnlySpan<byte> rest)
    {
        if (rest.Length <= PaddedPrefix || !HasPaddedAddress(rest))
        {
            return [];
        }

        ReadOnlySpan<byte> text = rest[PaddedPrefix..];
        int length = text.IndexOf((byte)'\n');
        return length <= 0 || text[length - 1] == (byte)'\r' ? [] : text[..length];
    }

    /// <summary>Whether a line begins with a tab, an address padded to 16 with blanks, and a blank.</summary>
    /// <param name="line">At least <see cref="PaddedPrefix"/> bytes.</param>
    public static bool HasPaddedAddress(ReadOnlySpan<byte> line)
    {
        if (line[0] != (byte)'\t' || line[PaddedPrefix - 1] != (byte)' ')
        {
            return false;
        }

        Vector128<byte> address = Vector128.Create(line[1..(PaddedPrefix - 1)]);
        Vector128<byte> digits = Vector128.LessThanOrEqual(address - Vector128.Create((byte)'0'), Vector128.Create((byte)9))
            | Vector128.LessThanOrEqual(address - Vector128.Create((byte)'a'), Vector128.Create((byte)5));
        uint blanks = Vector128.Equals(address, Vector128.Create((byte)' ')).ExtractMostSignificantBits();

        // Blanks, if any, come first; at least the last place is a digit.
        return (blanks & (blanks + 1)) == 0 && blanks <= ushort.MaxValue >> 1
            && (blanks | digits.ExtractMostSignificantBits()) == ushort.MaxValue;
    }

    /// <summary>Whether text is an address, a blank and more, as single-line samples have it after the event.</summary>
    public static bool IsAddressAndSymbol(ReadOnlySpan<byte> text)
    {
        int digits = Fields.CountHexDigits(text);
        return digits is > 0 and <= MaxAddressDigits && digits + 1 < text.Length && text[digits] == (byte)' ';
    }
}
