using FlameScope.Formats.Linux;

namespace FlameScope.Loading;

/// <summary>Names inputs that belong to other tools, and says what to do with them.</summary>
internal static class ForeignInput
{
    private const int TarMagicOffset = 257;

    /// <summary>What an input is, as the end of a sentence; <see langword="null"/> where it is nothing known.</summary>
    /// <param name="head">The input's first bytes, decompressed.</param>
    public static string? NameOf(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head["\uFEFF"u8.Length..] : head;
        return BinaryOf(head) ?? JsonOf(text.TrimStart(" \t\r\n"u8)) ?? TextOf(text.TrimStart(" \t\r\n"u8));
    }

    private static string? BinaryOf(ReadOnlySpan<byte> head) =>
        head.StartsWith("\x7fELF"u8) ? "an ELF program, library or core dump, no profile"
        : head is [0xff, 0xfe, ..] or [0xfe, 0xff, ..]
        ? "UTF-16 text (as PowerShell's > writes it). Convert it: iconv -f UTF-16 -t UTF-8 FILE > FILE.txt"
        : head.StartsWith("\u0014\0\0\0!FastSerialization.1"u8)
        ? "an EventPipe trace in the format of .NET Core 2 (.netperf). Record it again with dotnet-trace, which writes .nettrace"
        : head.StartsWith("JAVA PROFILE"u8) ? "a Java heap dump (.hprof), which has no samples of time"
        : head.StartsWith("SIMPLEPERF"u8) ? "a protobuf report of simpleperf. Print it as text instead: report_sample.py -i perf.data > FILE.txt"
        : head is [0x17, 0x08, 0x44, (byte)'t', (byte)'r', (byte)'a', ..]
        ? "a binary recording of trace-cmd (trace.dat), which holds events without stacks. Record with perf: perf record -F 99 -a -g"
        : head is [0x1f, 0x8b, ..] ? "compressed twice. Decompress it once: gunzip -c FILE > FILE.2.gz"
        : head is [(byte)'P', (byte)'K', 3, 4, ..] ? "a zip archive. Unpack it, and give the profile in it"
        : head is [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] ? "compressed with xz. Decompress it first: xz -dc FILE > FILE.txt"
        : head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] ? "compressed with bzip2. Decompress it first: bzip2 -dc FILE > FILE.txt"
        : head is [0x04, 0x22, 0x4d, 0x18, ..] ? "compressed with lz4. Decompress it first: lz4 -dc FILE > FILE.txt"
        : head.Length > TarMagicOffset + 5 && head[TarMagicOffset..].StartsWith("ustar"u8) ? "a tar archive. Unpack it, and give the profile in it"
        : head.StartsWith("SQLite format 3\0"u8) ? "an SQLite database, no profile"
        : head is [(byte)'M', (byte)'Z', ..] && head.Contains((byte)0) ? "a Windows program or library, no profile"
        : head is [0xca, 0xfe, 0xba, 0xbe, ..] ? "a compiled Java class, no profile"
        : head is [0x09, _, _, _, _, _, _, _, _, 0x11, ..] ? "a profile in Netflix's nflxprofile format, which the package FlameScope.Formats.Protobuf reads: ProfileFormats.Default.AddProtobuf()"
        : IsProtobuf(head) ? "a protobuf, most likely a profile of pprof or OpenTelemetry, which the package FlameScope.Formats.Protobuf reads: ProfileFormats.Default.AddProtobuf()"
        : null;

    // pprof has no magic: all that tells is that the bytes can be walked as fields with small numbers, and are no text.
    private static bool IsProtobuf(ReadOnlySpan<byte> head)
    {
        const int WantedFields = 3;
        if (!head.ContainsAnyInRange((byte)0, (byte)8))
        {
            return false;
        }

        int fields = 0;
        for (ReadOnlySpan<byte> rest = head; fields < WantedFields && !rest.IsEmpty; fields++)
        {
            byte tag = rest[0];
            rest = rest[1..];
            bool isWalked = (tag & 7) switch
            {
                0 => TryTakeVarint(ref rest, out _),
                2 => TryTakeVarint(ref rest, out ulong length) && TryTake(ref rest, length),
                _ => false,
            };
            if (tag is < 8 or >= 0x80 || !isWalked)
            {
                return false;
            }
        }

        return fields == WantedFields;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> rest, ulong length)
    {
        bool isThere = length > 0 && length <= (ulong)rest.Length;
        rest = isThere ? rest[(int)length..] : rest;
        return isThere;
    }

    private static bool TryTakeVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(rest.Length, 10); i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static string? JsonOf(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("{"u8) && !(text.StartsWith("["u8) && text[1..].TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)']', ..]))
        {
            return null;
        }

        return Has(text, "\"linux-perf-json-version\""u8) ? "what perf data convert --to-json wrote. Print the recording as text: perf script -i perf.data > FILE.txt"
            : "JSON";
    }

    private static string? TextOf(ReadOnlySpan<byte> text) =>
        FtraceText.IsIt(text)
        ? "text of ftrace or trace-cmd, which has events but no samples. Record with perf: perf record -F 99 -a -g, then perf script > FILE.txt"
        : text.StartsWith("<!DOCTYPE"u8) || text.StartsWith("<!doctype"u8) || text.StartsWith("<html"u8) ? "a web page (HTML), no profile"
        : text.StartsWith("<svg"u8) || (text.StartsWith("<?xml"u8) && Has(text, "<svg"u8)) ? "an SVG drawing. Give the recording that it was drawn from"
        : text.StartsWith("<?xml"u8) ? "XML"
        : text.StartsWith("%!PS"u8) || text.StartsWith("%PDF"u8) ? "a document, no profile"
        : Has(text[..Math.Min(text.Length, 200)], "Performance counter stats for"u8)
        ? "the output of perf stat, which has totals and no samples. Record with perf: perf record -F 99 -g, then perf script > FILE.txt"
        : null;

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part) => text.IndexOf(part) >= 0;
}
