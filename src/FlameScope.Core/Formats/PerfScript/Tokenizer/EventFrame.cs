namespace FlameScope.Formats.PerfScript;

/// <summary>Finds the frame that stands on an event line, as events without a call graph have it.</summary>
internal static class EventFrame
{
    private const int MaxFlagWords = 6;

    /// <summary>The text after the frame's address; empty where there is none.</summary>
    /// <param name="payload">What follows the event's name.</param>
    // 56476c6151ff leaf+0x16 (/opt/corpus/build/oddnames)
    // tr strt jmp                 564aa58813d4 RunTasks+0x554 (/opt/job) =>     564aa584fa00 CallNull+0x10 (/opt/job)
    // 7ffd9f0ac6c8         68100142 |OP LOAD|LVL L1 hit|SNP None|            12 401136 sew+0x16 (/opt/quilt)
    // 7fd20c583000 [unknown] (//anon)           401136 sew+0x16 (/opt/quilt)
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> text = AfterFlags(AfterDataSource(payload));
        if (!FrameLine.IsAddressAndSymbol(text))
        {
            return [];
        }

        // The address that the event is about comes before that of the code, with a name of its own or without.
        while (TryTakeAddress(ref text))
        {
        }

        ReadOnlySpan<byte> frame = text[(Fields.CountHexDigits(text) + 1)..];
        for (int close = 0; frame[close..].IndexOf(")  "u8) is var distance and >= 0; close++)
        {
            close += distance;
            ReadOnlySpan<byte> next = frame[(close + 1)..].TrimStart((byte)' ');
            if (FrameLine.IsAddressAndSymbol(next) && !KnownLines.IsPhysicalAddress(frame[(close + 1)..]))
            {
                return next[(Fields.CountHexDigits(next) + 1)..];
            }
        }

        return frame;
    }

    // |OP LOAD|LVL L1 hit|SNP None|TLB L1 or L2 hit|LCK No|BLK  N/A
    private static ReadOnlySpan<byte> AfterDataSource(ReadOnlySpan<byte> payload)
    {
        int start = payload.IndexOf(" |OP "u8);
        if (start < 0 || !FrameLine.IsAddressAndSymbol(payload))
        {
            return payload;
        }

        // A weight or an address follows, after as many blanks as its column is wide.
        int end = payload.LastIndexOf((byte)'|');
        int gap = payload[end..].IndexOf("   "u8);
        return gap < 0 ? payload : payload[(end + gap)..].TrimStart((byte)' ');
    }

    // Branches say what they are first: call, jcc, hw int, tr end  async, (x).
    private static ReadOnlySpan<byte> AfterFlags(ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> text = payload;
        for (int words = 0; words < MaxFlagWords && !FrameLine.IsAddressAndSymbol(text); words++)
        {
            int end = text.IndexOf((byte)' ');
            if (end <= 0 || !IsFlag(text[..end]))
            {
                return payload;
            }

            text = text[end..].TrimStart((byte)' ');
        }

        return text;
    }

    private static bool IsFlag(ReadOnlySpan<byte> word) =>
        word is [(byte)'(', .., (byte)')'] or [(byte)'x'] || (word.Length >= 2 && word.IndexOfAnyExceptInRange((byte)'a', (byte)'z') < 0);

    private static bool TryTakeAddress(ref ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> next = text[Fields.CountHexDigits(text)..].TrimStart((byte)' ');
        int digits = Fields.CountHexDigits(next);
        if (!FrameLine.IsAddressAndSymbol(next) || next[digits + 1] == (byte)'(')
        {
            return false;
        }

        text = next;
        return true;
    }
}
