using System.Text;

namespace FlameScope.Formats;

/// <summary>Input text as diagnostics show it.</summary>
public static class DiagnosticText
{
    private const int MaxBytes = 120;

    /// <summary>The first 120 bytes of a piece of input; control characters and invalid UTF-8 are made visible.</summary>
    /// <param name="text">The bytes as they stand in the input.</param>
    public static string Of(ReadOnlySpan<byte> text)
    {
        StringBuilder visible = new(text.Length > MaxBytes ? MaxBytes : text.Length);
        ReadOnlySpan<byte> rest = text.Length > MaxBytes ? text[..MaxBytes] : text;
        while (!rest.IsEmpty)
        {
            Rune.DecodeFromUtf8(rest, out Rune rune, out int length);
            visible.Append(Visible(rune));
            rest = rest[length..];
        }

        return text.Length > MaxBytes ? visible.Append('…').ToString() : visible.ToString();
    }

    // Control characters have pictures of their own in Unicode, 0x2400 higher.
    private static string Visible(Rune rune) => rune.Value switch
    {
        < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
        0x7f => "\u2421",
        _ when Rune.IsControl(rune) => "\ufffd",
        _ => rune.ToString(),
    };
}
