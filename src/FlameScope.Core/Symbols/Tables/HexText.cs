namespace FlameScope.Symbols.Tables;

/// <summary>Numbers in the text files that symbols come from.</summary>
internal static class HexText
{
    /// <summary>Takes a hexadecimal number, with or without 0x, from the front of a text; false where there is none of at most 16 digits.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        ReadOnlySpan<byte> rest = text.StartsWith("0x"u8) || text.StartsWith("0X"u8) ? text[2..] : text;
        int digits = 0;
        for (; digits < rest.Length && DigitOf(rest[digits]) is var digit and >= 0; digits++)
        {
            value = (value << 4) | (uint)digit;
        }

        text = rest[digits..];
        return digits is > 0 and <= 16;
    }

    private static int DigitOf(byte value)
    {
        int digit = value - '0';
        if ((uint)digit <= 9)
        {
            return digit;
        }

        int letter = (value | 0x20) - 'a';
        return (uint)letter <= 5 ? letter + 10 : -1;
    }
}
