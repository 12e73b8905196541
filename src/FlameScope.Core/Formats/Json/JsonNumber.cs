namespace FlameScope.Formats.Json;

/// <summary>Decimal numbers as exact integers of a smaller unit, never through floating point.</summary>
internal static class JsonNumber
{
    private const int MaxDigits = 37;

    private static readonly Int128 LargestBeforeLastDigit = TenTo(MaxDigits - 1);

    // Of which a long holds any number.
    private const int MaxShortLength = 18;

    private static readonly long[] Powers = [.. Enumerable.Range(0, MaxShortLength + 1).Select(power => (long)TenTo(power))];

    /// <summary>Reads <c>12</c>, <c>-12.25</c>, <c>1.5e3</c> as so many units.</summary>
    /// <param name="text">The number as JSON has it.</param>
    /// <param name="decimals">How many decimals the unit has: 3 to read microseconds as nanoseconds.</param>
    /// <param name="value">The number times ten to the power of <paramref name="decimals"/>, rounded to the nearest, halves away from zero.</param>
    /// <returns>Whether the text is a number, and it fits.</returns>
    public static bool TryScale(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        if (TryScaleShort(text, decimals, out value))
        {
            return true;
        }

        value = 0;
        bool isNegative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> rest = isNegative ? text[1..] : text;
        Int128 digits = 0;
        int scale = decimals;
        int count = 0;
        bool isFraction = false;
        for (; !rest.IsEmpty; rest = rest[1..])
        {
            byte next = rest[0];
            if (next is >= (byte)'0' and <= (byte)'9')
            {
                bool isKept = digits < LargestBeforeLastDigit;
                digits = isKept ? (digits * 10) + (next - '0') : digits;
                scale += (isFraction ? -1 : 0) + (isKept ? 0 : 1);
                count++;
            }
            else if (next == '.' && !isFraction)
            {
                isFraction = true;
            }
            else
            {
                break;
            }
        }

        if (count == 0 || !TryReadExponent(rest, ref scale))
        {
            return false;
        }

        return digits == 0 || TryShift(isNegative ? -digits : digits, scale, out value);
    }

    // Nearly all numbers have few digits and no exponent.
    private static bool TryScaleShort(ReadOnlySpan<byte> text, int decimals, out long value)
    {
        value = 0;
        bool isNegative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> number = isNegative ? text[1..] : text;
        if (number.Length > MaxShortLength)
        {
            return false;
        }

        long digits = 0;
        int point = -1;
        for (int i = 0; i < number.Length; i++)
        {
            uint digit = (uint)number[i] - '0';
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else if (number[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        int shift = decimals - (point < 0 ? 0 : number.Length - 1 - point);
        if (number.Length - (point < 0 ? 0 : 1) == 0 || shift < -MaxShortLength || shift > MaxShortLength || (shift > 0 && digits > long.MaxValue / Powers[shift]))
        {
            return false;
        }

        value = shift >= 0 ? digits * Powers[shift] : (digits + (Powers[-shift] / 2)) / Powers[-shift];
        value = isNegative ? -value : value;
        return true;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int scale)
    {
        const int Largest = 100_000;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text is not [(byte)'e' or (byte)'E', ..])
        {
            return false;
        }

        ReadOnlySpan<byte> digits = text[1..];
        bool isNegative = digits is [(byte)'-', ..];
        digits = digits is [(byte)'-' or (byte)'+', ..] ? digits[1..] : digits;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        int exponent = 0;
        foreach (byte digit in digits)
        {
            exponent = Math.Min(Largest, (exponent * 10) + (digit - '0'));
        }

        scale += isNegative ? -exponent : exponent;
        return true;
    }

    private static bool TryShift(Int128 digits, int scale, out long value)
    {
        value = 0;
        if (scale < -MaxDigits)
        {
            return true;
        }

        if (scale > 0 && (scale > MaxDigits || Int128.Abs(digits) > TenTo(MaxDigits) / TenTo(scale)))
        {
            return false;
        }

        Int128 shifted = scale >= 0 ? digits * TenTo(scale) : Rounded(digits, TenTo(-scale));
        if (shifted < long.MinValue || shifted > long.MaxValue)
        {
            return false;
        }

        value = (long)shifted;
        return true;
    }

    private static Int128 Rounded(Int128 value, Int128 unit)
    {
        (Int128 whole, Int128 rest) = Int128.DivRem(value, unit);
        return whole + (Int128.Abs(rest) >= (unit / 2) + (unit % 2) ? Int128.Sign(value) : 0);
    }

    private static Int128 TenTo(int power)
    {
        Int128 result = 1;
        for (int i = 0; i < power; i++)
        {
            result *= 10;
        }

        return result;
    }
}
