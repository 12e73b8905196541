using System.Buffers;

namespace FlameScope.Formats.PerfScript;

/// <summary>Recognises lines that belong to perf script's output and are neither an event nor a frame.</summary>
internal static class KnownLines
{
    private const int AddressWidth = 16;

    // What perf and the libraries it uses write to the error stream, which "2>&1" mixes into the text.
    private static readonly SearchValues<string> MessageWords = SearchValues.Create(
        [
            "[ perf ", "'perf ", "perf record", "perf report", "perf script", "perf.data", "/tmp/perf-", "without symbols", "symbols found",
            "symbol table", "build id", "build-id", "buildid", "kallsyms", "vmlinux", "kptr_restrict", "debug package", "debuginfo",
            "failed to ", "couldn't ", "could not ", "can't ", "cannot ", "unable to ", "warning:", "error:", "fatal:", "warn: ", "skipping ",
            "skipping.", "processed ", "out of order", "overload!", "no such file", "permission denied", "not owned by", "properly terminated",
            "is unexpected", "unknown events", "recent tool", "not supported", "attribute set", "addr2line", "bfd:", "dwarf error", "libbpf:",
            "libtraceevent", "events and lost", "corrupted callchain", "problem processing", "overlapping maps", "incompatible file",
            "rerun with ", "lowering default", "resolved as well", "kernel samples", "unwind: ", "was updated (", "not found, continuing",
            "invalid event", "no symbols", "use -f to override", "no kernel", "unsupported ", "misaligned", "missing clock data", "has no ",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a line is text of perf itself, in the middle of its output.</summary>
    // Failed to open /tmp/perf-38.map, continuing without symbols
    // [vdso] with build id 4a3f not found, continuing without symbols
    public static bool IsMessage(ReadOnlySpan<byte> line) =>
        (char.IsAsciiLetter((char)line[0]) || line[0] is (byte)'[' or (byte)'/' or (byte)'\'' or (byte)'"')
        && !HasColumns(line) && HasMessageWord(line);

    /// <summary>Whether a line is plain text: words, and nothing of an event.</summary>
    public static bool IsProse(ReadOnlySpan<byte> line) =>
        char.IsAsciiLetter((char)line[0]) && line.Count((byte)' ') >= 2 && !line.ContainsAnyInRange((byte)0, (byte)0x1f)
        && line.TrimEnd((byte)' ') is not [.., (byte)':'] && !HasColumns(line) && CountLetters(line) * 2 >= line.Length;

    /// <summary>Whether an indented line tells more of the sample before it: registers, instructions, branches, a cgroup.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isInSample">Whether it follows a sample's lines; elsewhere it may begin with a command.</param>
    public static bool IsDetail(ReadOnlySpan<byte> line, bool isInSample)
    {
        ReadOnlySpan<byte> text = line.Trim(" \t"u8);
        return line[0] switch
        {
            (byte)'\t' => IsInstruction(line) || IsLabel(text) || IsTail(text)
                || text.StartsWith("... not reaching sample"u8) || text.StartsWith("mismatch of LBR data"u8),
            (byte)' ' when isInSample => IsTail(text) || IsPhysicalAddress(line) || line is [_, (byte)'/', ..],
            (byte)'|' => line.Length > 1 && char.IsAsciiDigit((char)line[1]),
            _ => false,
        };
    }

    /// <summary>Whether a line holds an address of 16 places and no symbol: a frame has a tab before it.</summary>
    //        1039c2f40 4K
    public static bool IsPhysicalAddress(ReadOnlySpan<byte> line)
    {
        if (line.Length < AddressWidth || line[0] == (byte)'\t')
        {
            return false;
        }

        ReadOnlySpan<byte> address = line[..AddressWidth].TrimStart((byte)' ');
        ReadOnlySpan<byte> rest = line[AddressWidth..];
        int cgroup = rest.IndexOf(" /"u8);
        rest = (cgroup < 0 ? rest : rest[..cgroup]).Trim((byte)' ');
        return !address.IsEmpty && Fields.CountHexDigits(address) == address.Length
            && (rest.IsEmpty || (line[AddressWidth] == (byte)' ' && IsPageSizes(rest)));
    }

    /// <summary>Whether text begins with what <c>perf script -F</c> prints after a sample's frames.</summary>
    //  ABI:2    AX:0x7ffc51c269d1    IP:0x401136
    //  0x401136/0x401236/P/-/-/4  main+0x10/sew+0x4/M/-/-/0
    //  ilen: 4 insn: 48 83 ec 08
    public static bool IsTail(ReadOnlySpan<byte> text) =>
        text.StartsWith("ABI:"u8) || text.StartsWith("ilen: "u8) || text.StartsWith("insn: "u8) || text.StartsWith("IPC: "u8)
        || text.StartsWith("metric: "u8) || text.StartsWith("BPF output: "u8) || text.StartsWith("BPF string: "u8)
        || text.IndexOf("/-/-/"u8) > 0 || text.IndexOf("/X/-/"u8) > 0 || text.IndexOf("/X/A/"u8) > 0 || text.IndexOf("/-/A/"u8) > 0
        || IsPageSizes(text) || IsDump(text);

    // 4K 2M
    private static bool IsPageSizes(ReadOnlySpan<byte> text)
    {
        foreach (Range range in text.Split((byte)' '))
        {
            ReadOnlySpan<byte> word = text[range];
            int digits = Fields.CountDigits(word);
            if (!word.SequenceEqual("N/A"u8) && (digits == 0 || digits != word.Length - 1 || word[^1] is not ((byte)'K' or (byte)'M' or (byte)'G')))
            {
                return false;
            }
        }

        return true;
    }

    // 0010: 61 62 63 00  abc.
    private static bool IsDump(ReadOnlySpan<byte> text) =>
        text.Length >= 8 && Fields.CountHexDigits(text) == 4 && text[4] == (byte)':' && text[5] == (byte)' '
        && Fields.CountHexDigits(text[6..8]) == 2 && (text.Length == 8 || text[8] == (byte)' ');

    // <TAB>0000000000401136<TAB>insn: 48 83 ec 08
    private static bool IsInstruction(ReadOnlySpan<byte> line) =>
        line.Length > AddressWidth + 1 && line[AddressWidth + 1] == (byte)'\t'
        && Fields.CountHexDigits(line[1..(AddressWidth + 1)]) == AddressWidth
        && FrameLine.StartOfText(line) < 0;

    // sew+16:
    private static bool IsLabel(ReadOnlySpan<byte> text)
    {
        int plus = text.LastIndexOf((byte)'+');
        if (plus <= 0)
        {
            return false;
        }

        ReadOnlySpan<byte> offset = text[(plus + 1)..];
        offset = offset.StartsWith("0x"u8) ? offset[2..] : offset;
        int digits = Fields.CountHexDigits(offset);
        return digits > 0 && digits < offset.Length && offset[digits] == (byte)':'
            && (digits + 1 == offset.Length || offset[digits + 1] is (byte)' ' or (byte)'\t');
    }

    private static bool HasMessageWord(ReadOnlySpan<byte> line)
    {
        const int MaxLength = 512;
        Span<char> text = stackalloc char[MaxLength];
        line = line[..Math.Min(line.Length, MaxLength)];
        int length = System.Text.Encoding.Latin1.GetChars(line, text);
        return ((ReadOnlySpan<char>)text[..length]).ContainsAny(MessageWords);
    }

    // [001], 12.500000:
    private static bool HasColumns(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> head = line[..Math.Min(line.Length, Anchor.MaxColumnBytes)];
        foreach (Range range in head.Split((byte)' '))
        {
            ReadOnlySpan<byte> word = head[range];
            int digits = Fields.CountDigits(word);
            if (Fields.TryReadBracketedCpu(word, out _)
                || (digits > 0 && digits < word.Length - 1 && word[digits] == (byte)'.' && word[^1] == (byte)':'))
            {
                return true;
            }
        }

        return false;
    }

    private static int CountLetters(ReadOnlySpan<byte> line)
    {
        int letters = 0;
        foreach (byte value in line)
        {
            letters += char.IsAsciiLetter((char)value) ? 1 : 0;
        }

        return letters;
    }
}
