namespace FlameScope.Formats.PerfScript;

/// <summary>Finds the parts of a frame line.</summary>
internal static class FrameLine
{
    private const int MostAddressDigits = 16;

    //	          194a75 heap_getnext+0x95 (/usr/lib/postgresql/15/bin/postgres)
    /// <summary>Where the text behind the address begins; -1 for a line that is no frame.</summary>
    public static int StartOfText(ReadOnlySpan<byte> line)
    {
        // perf pads addresses to 16 digits behind a tab, so the text nearly always begins at the same place.
        const int UsualStart = 18;
        int blanks = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (blanks <= 0)
        {
            return -1;
        }

        int digits = Fields.CountHexDigits(line[blanks..Math.Min(line.Length, blanks + UsualStart)]);
        int end = blanks + digits;
        if (digits is 0 or > MostAddressDigits)
        {
            return -1;
        }

        return end == line.Length ? end : line[end] == (byte)' ' ? end + 1 : -1;
    }

    /// <summary>Whether text is an address, a blank and more, as single-line samples have it behind the event.</summary>
    public static bool IsAddressAndSymbol(ReadOnlySpan<byte> text)
    {
        int digits = Fields.CountHexDigits(text);
        return digits is > 0 and <= MostAddressDigits && digits + 1 < text.Length && text[digits] == (byte)' ';
    }
}
