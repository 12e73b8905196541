using FlameScope.Formats.Linux;

namespace FlameScope.Formats.PerfScript;

/// <summary>Recognises the text of perf script.</summary>
internal static class PerfScriptSniffer
{
    /// <summary>Maybe where at least as much of a text's beginning fits perf script as does not: no mark of its own makes it sure.</summary>
    public static FormatMatch Match(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head["\uFEFF"u8.Length..] : head;
        if (IsOtherKind(text))
        {
            return FormatMatch.None;
        }

        int fitting = text.StartsWith("# ========"u8) ? 1 : 0;
        int unfitting = 0;
        int messages = 0;
        PerfScriptReader reader = new(text, isFinalBlock: true, PerfScriptReaderState.Detect(text));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case PerfScriptTokenType.Event or PerfScriptTokenType.SideBand:
                    fitting++;
                    break;
                case PerfScriptTokenType.Unparsed when FrameLine.StartOfText(reader.Line) > 0 || TimeAnchors.HasOutOfRange(reader.Line):
                    // Stacks without event lines (-F ip,sym), impossible times: the format, though nothing to place on an axis.
                    fitting++;
                    break;
                case PerfScriptTokenType.Unparsed:
                    unfitting++;
                    break;
                case PerfScriptTokenType.Message:
                    messages++;
                    break;
                default:
                    break;
            }
        }

        // Many messages may come before the first event.
        fitting += fitting == 0 && unfitting == 0 && messages > 1 ? 1 : 0;
        return fitting > 0 && fitting >= unfitting ? FormatMatch.Maybe : FormatMatch.None;
    }

    // These hold bytes or lines that may look like events. A thread may be named PERFILE2.
    private static bool IsOtherKind(ReadOnlySpan<byte> text) =>
        (text.StartsWith("PERF"u8) && text[..Math.Min(text.Length, 16)].Contains((byte)0)) || text.StartsWith("\x7fELF"u8)
        || text.StartsWith("# To display the perf.data header info"u8)
        || text.IndexOf("\n. ... raw event: size "u8) >= 0
        || FtraceText.IsIt(text);
}
