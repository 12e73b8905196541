using FlameScope.Formats.PerfScript;

namespace FlameScope.Formats;

/// <summary>The parts of a frame's text, <c>symbol+0xoffset (module)</c>. Spans point into the text.</summary>
public readonly ref struct PerfScriptFrame
{
    private PerfScriptFrame(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module)
    {
        Symbol = symbol;
        Module = module;
    }

    /// <summary>The function's name without its offset; <c>[unknown]</c> where perf had none; empty for a bare address.</summary>
    public ReadOnlySpan<byte> Symbol { get; }

    /// <summary>The file the code came from; empty where the text has none.</summary>
    public ReadOnlySpan<byte> Module { get; }

    /// <summary>Splits a frame's text.</summary>
    /// <param name="text">What follows the address of a frame line, without its line end.</param>
    public static PerfScriptFrame Parse(ReadOnlySpan<byte> text)
    {
        text = WithoutTail(text.TrimEnd((byte)' '));
        int open = text is [.., (byte)')'] ? StartOfModule(text) : -1;
        return open < 0
            ? new PerfScriptFrame(WithoutOffset(text), [])
            : new PerfScriptFrame(WithoutOffset(text[..open].TrimEnd((byte)' ')), WithoutOffset(text[(open + 1)..^1]));
    }

    /// <summary>What <c>-F</c> added after the frame; empty where there is nothing.</summary>
    internal static ReadOnlySpan<byte> TailOf(ReadOnlySpan<byte> text) => text[WithoutTail(text).Length..].TrimStart((byte)' ');

    // main+0x16 (/opt/quilt/quilt) ilen: 4 insn: 48 83 ec 08
    // RunTasks+0x554 (/opt/job) =>     564aa584fa00 CallNull+0x10 (/opt/job)
    // sew+0x16 (/opt/quilt/quilt) /user.slice/quilt.service
    private static ReadOnlySpan<byte> WithoutTail(ReadOnlySpan<byte> text)
    {
        // Nearly every text ends with its only closing bracket.
        if (text.IndexOf((byte)')') == text.Length - 1 && !text.Contains((byte)'='))
        {
            return text;
        }

        int arrow = text.IndexOf(" => "u8);
        if (arrow > 0 && FrameLine.IsAddressAndSymbol(text[(arrow + 4)..].TrimStart((byte)' ')))
        {
            return text[..arrow].TrimEnd((byte)' ');
        }

        for (int close = 0; text[close..].IndexOf(") "u8) is var distance and >= 0; close++)
        {
            close += distance;
            ReadOnlySpan<byte> tail = text[(close + 1)..].TrimStart((byte)' ');
            if (text[..close].Contains((byte)'(')
                && (KnownLines.IsTail(tail) || KnownLines.IsPhysicalAddress(text[(close + 1)..])
                    || (tail[0] == (byte)'/' && text[^1] != (byte)')')))
            {
                return text[..(close + 1)];
            }
        }

        return text;
    }

    // _int_free+0x76 (/usr/lib/x86_64-linux-gnu/libc.so.6)
    // [unknown] (/memfd:doublemapper (deleted))
    // main+0x1 (/opt/x/etl (x86) 7.5:)
    // (anonymous namespace)::_canonicalize(int, char) (/usr/bin/node)
    //
    // The bracket that opens the module follows the offset, or the name that stands for none; where there is neither, it is
    // the one that balances the last.
    private static int StartOfModule(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("[unknown] ("u8))
        {
            return "[unknown] ".Length;
        }

        if (text[0] == (byte)'(' && text.IndexOf(" ("u8) < 0)
        {
            return 0;
        }

        for (int end = text.Length; text[..end].LastIndexOf(" ("u8) is var blank and > 0; end = blank)
        {
            if (OffsetLength(text[..blank]) > 0)
            {
                return blank + 1;
            }
        }

        return StartOfBalanced(text);
    }

    private static int StartOfBalanced(ReadOnlySpan<byte> text)
    {
        int depth = 0;
        for (int i = text.Length - 1; i > 0; i--)
        {
            depth += text[i] == (byte)')' ? 1 : text[i] == (byte)'(' ? -1 : 0;
            if (depth == 0)
            {
                return text[i - 1] == (byte)' ' ? i : -1;
            }
        }

        int last = text.LastIndexOf(" ("u8);
        return last < 0 ? -1 : last + 1;
    }

    private static ReadOnlySpan<byte> WithoutOffset(ReadOnlySpan<byte> symbol) => symbol[..^OffsetLength(symbol)];

    // Only +0x and hex digits at the very end: operator+ and a name with a plus stay whole.
    private static int OffsetLength(ReadOnlySpan<byte> symbol)
    {
        int plus = symbol.LastIndexOf("+0x"u8);
        int digits = plus < 0 ? 0 : symbol.Length - plus - 3;
        return digits > 0 && Fields.CountHexDigits(symbol[^digits..]) == digits ? digits + 3 : 0;
    }
}
