namespace FlameScope.Formats.Folded;

/// <summary>The number at the end of a folded line: <c>12</c>, <c>12.5</c>, or <c>[12]</c> as some tools write it.</summary>
/// <param name="Digits">The number without its point.</param>
/// <param name="Decimals">How many digits follow the point.</param>
internal readonly record struct FoldedCount(long Digits, int Decimals)
{
    /// <summary>The most decimals that are kept; what follows them is rounded off.</summary>
    public const int MaxDecimals = 6;

    /// <summary>Takes a line apart at the blank before its number.</summary>
    /// <param name="line">The line.</param>
    /// <param name="stack">What comes before.</param>
    /// <param name="count">The number; saturated at the largest there is.</param>
    public static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> stack, out FoldedCount count)
    {
        line = line.TrimEnd(" \t"u8);
        int blank = line.LastIndexOfAny((byte)' ', (byte)'\t');
        stack = blank < 0 ? [] : line[..blank].TrimEnd(" \t"u8);
        ReadOnlySpan<byte> number = line[(blank + 1)..];
        if (number is [(byte)'[', .. var inner, (byte)']'])
        {
            // A number before it makes it the CPU of a line of perf.
            return TryParse(inner, out count) && !stack.IsEmpty && !IsNumber(stack[(stack.LastIndexOf((byte)' ') + 1)..]);
        }

        return TryParse(number, out count) && !stack.IsEmpty;
    }

    /// <summary>The number in units of a power of ten, saturated.</summary>
    /// <param name="decimals">The power, at least <see cref="Decimals"/>.</param>
    public long ScaledTo(int decimals)
    {
        Int128 value = Digits;
        for (int i = Decimals; i < decimals; i++)
        {
            value *= 10;
        }

        return (long)Int128.Min(long.MaxValue, value);
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => text.TrimStart((byte)'-').IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool TryParse(ReadOnlySpan<byte> text, out FoldedCount count)
    {
        count = default;
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : text[(point + 1)..];
        if (!text.ContainsAnyInRange((byte)'0', (byte)'9') || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        fraction = fraction.TrimEnd((byte)'0');
        bool roundsUp = fraction.Length > MaxDecimals && fraction[MaxDecimals] >= '5';
        fraction = fraction.Length > MaxDecimals ? fraction[..MaxDecimals] : fraction;
        Int128 value = 0;
        foreach (byte digit in whole)
        {
            value = Int128.Min(long.MaxValue, (value * 10) + (digit - '0'));
        }

        foreach (byte digit in fraction)
        {
            value = (value * 10) + (digit - '0');
        }

        count = new FoldedCount((long)Int128.Min(long.MaxValue, value + (roundsUp ? 1 : 0)), fraction.Length);
        return true;
    }
}
