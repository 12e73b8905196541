namespace FlameScope.Symbols.Tables;

/// <summary>Numbers in the text files that symbols come from.</summary>
internal static class HexText
{
    /// <summary>Takes a hexadecimal number, with or without 0x, from the front of a text; false where there is none of at most 16 digits.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> text, out ulong value)
    {
        ReadOnlySpan<byte> rest = text is [(byte)'0', (byte)'x' or (byte)'X', ..] ? text[2..] : text;
        ulong number = 0;
        int digits = 0;
        for (; digits < rest.Length && DigitOf(rest[digits]) is var digit and >= 0; digits++)
        {
            number = (number << 4) | (uint)digit;
        }

        value = number;

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
