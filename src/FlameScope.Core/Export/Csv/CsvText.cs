using System.Buffers;
using System.Globalization;
using System.Text;
using FlameScope.Export.Text;

namespace FlameScope.Export.Csv;

/// <summary>Fields of comma-separated values (RFC 4180, but with line feeds): names are quoted, numbers are not.</summary>
internal static class CsvText
{
    /// <summary>Writes a name in quotation marks; controls become visible, so that a record stays one line.</summary>
    public static void WriteName(Utf8Output csv, string name, CsvOptions options)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(name.Length));
        int length = Encoding.UTF8.GetBytes(name, bytes);
        csv.Write('"');
        if (options.EscapeFormulas && name.Length > 0 && name[0] is '=' or '+' or '-' or '@')
        {
            csv.Write('\'');
        }

        csv.WriteVisible(bytes.AsSpan(0, length), TextEscape.Csv);
        csv.Write('"');
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Writes a double so that reading it gives the same one.</summary>
    public static void WriteNumber(Utf8Output csv, double value)
    {
        Span<byte> digits = stackalloc byte[32];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        csv.Write(digits[..length]);
    }
}
