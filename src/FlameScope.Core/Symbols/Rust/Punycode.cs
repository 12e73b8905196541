using System.Text;

namespace FlameScope.Symbols.Rust;

/// <summary>Decodes the Punycode (RFC 3492) of Rust's names, whose delimiter is a _.</summary>
internal static class Punycode
{
    // Longer names are no names; letters are inserted one by one.
    private const int MaxRunes = 256;

    private const int Base = 36;
    private const int MinThreshold = 1;
    private const int MaxThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialRune = 128;

    /// <summary>Writes what a text stands for; false, and nothing written, where it stands for nothing.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, NameText output)
    {
        Span<Rune> runes = stackalloc Rune[MaxRunes];
        int count = 0;
        int delimiter = text.LastIndexOf((byte)'_');
        for (; count < delimiter; count++)
        {
            if (count == MaxRunes || !Rune.TryCreate(text[count], out runes[count]))
            {
                return false;
            }
        }

        if (!TryInsert(text[(delimiter + 1)..], runes, ref count))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in runes[..count])
        {
            output.Append(bytes[..rune.EncodeToUtf8(bytes)]);
        }

        return true;
    }

    private static bool TryInsert(ReadOnlySpan<byte> code, Span<Rune> runes, ref int count)
    {
        long rune = InitialRune;
        long place = 0;
        int bias = InitialBias;
        bool isFirst = true;
        if (code.IsEmpty)
        {
            return false;
        }

        while (!code.IsEmpty)
        {
            if (count == runes.Length || !TryReadDelta(ref code, bias, out long delta))
            {
                return false;
            }

            count++;
            place += delta;
            rune += place / count;
            place %= count;
            if (rune > 0x10FFFF || !Rune.TryCreate((int)rune, out Rune inserted))
            {
                return false;
            }

            runes[(int)place..(count - 1)].CopyTo(runes[((int)place + 1)..]);
            runes[(int)place] = inserted;
            place++;
            bias = Adapt(delta, count, isFirst);
            isFirst = false;
        }

        return true;
    }

    private static bool TryReadDelta(ref ReadOnlySpan<byte> code, int bias, out long delta)
    {
        delta = 0;
        long weight = 1;
        for (int step = Base; ; step += Base)
        {
            if (code.IsEmpty)
            {
                return false;
            }

            int digit = char.IsAsciiLetterLower((char)code[0]) ? code[0] - 'a' : char.IsAsciiDigit((char)code[0]) ? code[0] - '0' + 26 : -1;
            code = code[1..];
            if (digit < 0 || weight > int.MaxValue)
            {
                return false;
            }

            delta += digit * weight;
            int threshold = Math.Clamp(step - bias, MinThreshold, MaxThreshold);
            if (digit < threshold)
            {
                return delta <= int.MaxValue;
            }

            weight *= Base - threshold;
        }
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta /= isFirst ? Damp : 2;
        delta += delta / count;
        int bias = 0;
        for (; delta > (Base - MinThreshold) * MaxThreshold / 2; bias += Base)
        {
            delta /= Base - MinThreshold;
        }

        return bias + (int)((Base - MinThreshold + 1) * delta / (delta + Skew));
    }
}
