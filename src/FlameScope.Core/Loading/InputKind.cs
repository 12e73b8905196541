using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Recognises what an input is by its content, and names it where it cannot be read.</summary>
internal static class InputKind
{
    private const string RunPerfScript = "Print it as text first: perf script -i FILE > FILE.txt";

    /// <exception cref="ProfileFormatException">No format fits; the message says what the input is and what to do.</exception>
    public static IProfileFormat FormatOf(in ProfileHead head, ProfileFormats formats) => formats.Recognize(head) ?? throw new ProfileFormatException(
        $"{Describe(head.Bytes)} Formats that can be read: {string.Join(", ", formats.Select(format => format.Name))}.");

    private static string Describe(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \t\r\n"u8);
        return head switch
        {
            [] => "The input is empty.",
            [(byte)'P', (byte)'E', (byte)'R', (byte)'F', (byte)'I', (byte)'L', (byte)'E', ..] =>
                $"The input is a binary perf.data file. {RunPerfScript}.",
            [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => "The input is an ELF program or library, no profile.",
            [0xff, 0xfe, ..] or [0xfe, 0xff, ..] =>
                "The input is UTF-16 text (as PowerShell's > writes it). Convert it: iconv -f UTF-16 -t UTF-8 FILE > FILE.txt.",
            _ when text.StartsWith("{"u8) || text.StartsWith("["u8) => "The input is JSON.",
            _ when text.StartsWith("# To display the perf.data header info"u8) =>
                $"The input is the output of perf report, which has no samples any more. {RunPerfScript}.",
            _ when head.IndexOf("\n. ... raw event: size "u8) >= 0 =>
                $"The input is a raw dump of perf script -D. {RunPerfScript}, without -D.",
            _ when IsFolded(text) =>
                "The input is folded stacks, which have no times any more. Give the perf script output that they were made from.",
            _ when head.IndexOf((byte)0) >= 0 => $"The input is binary. If it is a perf.data file: {RunPerfScript}.",
            _ => $"The input is text of an unknown kind; it begins with \"{Excerpt(text)}\".",
        };
    }

    // main;run;leaf 42
    private static bool IsFolded(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = (end >= 0 ? text[..end] : text).TrimEnd((byte)'\r');
        int blank = line.LastIndexOf((byte)' ');
        return blank > 0 && line[..blank].Contains((byte)';') && line[(blank + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        ReadOnlySpan<byte> line = end >= 0 ? text[..end] : text;
        return DiagnosticText.Of(line);
    }
}
