namespace FlameScope.Formats.PerfScript;

/// <summary>Recognises the text of perf script.</summary>
internal static class PerfScriptSniffer
{
    // A header, an event line or a side-band record near the beginning.
    public static bool CanRead(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head["\uFEFF"u8.Length..] : head;
        if (text.StartsWith("# ========"u8))
        {
            return true;
        }

        if (IsOtherKind(text))
        {
            return false;
        }

        PerfScriptLayout layout = PerfScriptLayout.Detect(text);
        PerfScriptReader reader = new(text, isFinalBlock: true, new PerfScriptReaderState(layout));
        while (reader.Read())
        {
            if (reader.TokenType is PerfScriptTokenType.Event or PerfScriptTokenType.SideBand)
            {
                return true;
            }
        }

        return false;
    }

    // These hold lines, or bytes, that may look like events.
    private static bool IsOtherKind(ReadOnlySpan<byte> text) =>
        text.StartsWith("PERFILE"u8) || text.StartsWith("\x7fELF"u8)
        || text.StartsWith("# To display the perf.data header info"u8);
}
