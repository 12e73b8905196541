using System.Buffers;
using System.Text;

namespace FlameScope.Export.Text;

/// <summary>Takes names apart into characters that every text format can hold and every reader can see.</summary>
/// <remarks>
/// Names come from binaries and from other people's threads: NUL, escape sequences, broken UTF-8, line breaks. XML 1.0 forbids
/// most of them even in escaped form, and line formats break on them; marks that turn the direction of writing around make a name
/// look like another. C0 controls and DEL become their pictures (U+2400 …), everything else of these becomes U+FFFD.
/// </remarks>
internal static class VisibleText
{
    private const int ControlPictures = 0x2400;
    private const int PictureOfDelete = 0x2421;

    /// <summary>Takes the first character off a non-empty text.</summary>
    public static Rune Take(ref ReadOnlySpan<byte> text)
    {
        OperationStatus status = Rune.DecodeFromUtf8(text, out Rune rune, out int length);
        text = text[length..];
        return status == OperationStatus.Done ? Visible(rune) : Rune.ReplacementChar;
    }

    private static Rune Visible(Rune rune) => rune.Value switch
    {
        < 0x20 => new Rune(ControlPictures + rune.Value),
        0x7F => new Rune(PictureOfDelete),
        >= 0x80 and < 0xA0 => Rune.ReplacementChar,
        0x2028 or 0x2029 or 0xFFFE or 0xFFFF => Rune.ReplacementChar,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => Rune.ReplacementChar,
        _ => rune,
    };
}
