using System.Text;

namespace FlameScope.Loading;

/// <summary>Markers as comma-separated values (RFC 4180): fields may be quoted, and quoted ones may have commas and line ends.</summary>
internal static class MarkerCsv
{
    private const int LongestHeader = 200;
    private const string Header = "the header time,duration,name or time,duration,name,kind";

    public static List<NamedMarker> Read(string text, Profile profile)
    {
        List<NamedMarker> markers = [];
        string[]? header = null;
        int at = 0;
        int line = 1;
        while (at < text.Length)
        {
            int first = line;
            List<string> fields = ReadRow(text, ref at, ref line);
            if (fields is [var only] && string.IsNullOrWhiteSpace(only))
            {
                continue;
            }

            if (header is null)
            {
                header = HeaderOf(fields, first);
            }
            else if (fields.Count != header.Length)
            {
                throw new ProfileFormatException($"line {first}: expected {header.Length} fields ({string.Join(',', header)}), found {fields.Count}.");
            }
            else
            {
                markers.Add(new MarkerFields($"line {first}", Field("time"), Field("duration"), Field("name"), Field("kind")).In(profile));
            }

            string? Field(string name) => Array.IndexOf(header, name) is var column and >= 0 ? fields[column].Trim() : null;
        }

        return header is null ? throw new ProfileFormatException($"The list of markers is empty: expected {Header}, or a JSON array.") : markers;
    }

    /// <summary>Whether a text begins with the header.</summary>
    public static bool Recognize(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        return text.Length > 0 && (end < 0 ? text.Length : end) <= LongestHeader
            && IsHeader(FieldsOf(Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Split(',')));
    }

    private static string[] HeaderOf(List<string> fields, int line)
    {
        string[] header = FieldsOf(fields);
        return IsHeader(header)
            ? header
            : throw new ProfileFormatException($"line {line}: expected {Header}, found '{Shown(string.Join(',', fields))}'.");
    }

    private static string[] FieldsOf(IEnumerable<string> fields) => [.. fields.Select(field => field.Trim().Trim('"').ToLowerInvariant())];

    private static bool IsHeader(string[] header) =>
        header.Distinct().Count() == header.Length && header.Contains("time") && header.Contains("name")
        && header.All(name => name is "time" or "duration" or "name" or "kind");

    private static List<string> ReadRow(string text, ref int at, ref int line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        int start = line;
        while (true)
        {
            if (at < text.Length && text[at] == '"' && field.Length == 0)
            {
                ReadQuoted(text, ref at, ref line, field, start);
            }

            int end = text.AsSpan(at).IndexOfAny(",\n") is var length and >= 0 ? at + length : text.Length;
            field.Append(text.AsSpan(at, end - at));
            bool isLast = end == text.Length || text[end] == '\n';
            fields.Add(isLast ? field.ToString().TrimEnd('\r') : field.ToString());
            field.Clear();
            at = Math.Min(end + 1, text.Length);
            if (isLast)
            {
                line++;
                return fields;
            }
        }
    }

    private static void ReadQuoted(string text, ref int at, ref int line, StringBuilder field, int start)
    {
        for (at++; at < text.Length; at++)
        {
            line += text[at] == '\n' ? 1 : 0;
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                return;
            }
        }

        throw new ProfileFormatException($"line {start}: a quoted field does not end.");
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
