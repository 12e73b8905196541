using FlameScope.Formats;

namespace FlameScope.Loading;

/// <summary>Recognises what an input is by its content, and names it where it cannot be read.</summary>
internal static class InputKind
{
    /// <param name="head">The input's beginning.</param>
    /// <param name="options">The formats that are tried, or the one that is asked for.</param>
    /// <exception cref="ProfileFormatException">No format fits; the message says what the input is and what to do.</exception>
    public static IProfileFormat FormatOf(in ProfileHead head, LoadOptions options) => options.Format is string name
        ? options.Formats.Find(name) ?? throw new ProfileFormatException($"There is no format '{name}'. {Readable(options.Formats)}")
        : options.Formats.Recognize(head) ?? throw new ProfileFormatException($"{Describe(head.Bytes)} {Readable(options.Formats)}");

    private static string Readable(ProfileFormats formats) => $"Formats that can be read: {string.Join(", ", formats.Select(format => format.Name))}.";

    private static string Describe(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.TrimStart(" \t\r\n"u8);
        return head.IsEmpty ? "The input is empty."
            : IsPerfData(head) ? "The input is a perf.data file, and its format is not among those that were asked for."
            : ForeignInput.NameOf(head) is { } name ? $"The input is {name}."
            : text.StartsWith("# To display the perf.data header info"u8)
            ? "The input is the output of perf report, which has no samples any more. Give perf.data itself."
            : head.IndexOf("\n. ... raw event: size "u8) >= 0 ? "The input is a raw dump of perf script -D. Give perf.data itself, or print it without -D."
            : head.Contains((byte)0) ? "The input is binary, and of no known kind."
            : $"The input is text of an unknown kind; it begins with \"{Excerpt(text)}\".";
    }

    private static bool IsPerfData(ReadOnlySpan<byte> head) =>
        head.StartsWith("PERFILE"u8) || head.StartsWith("PERFFILE"u8) || head.StartsWith("2ELIFREP"u8);

    private static string Excerpt(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)'\n', (byte)'\r');
        ReadOnlySpan<byte> line = end >= 0 ? text[..end] : text;
        return DiagnosticText.Of(line);
    }
}
