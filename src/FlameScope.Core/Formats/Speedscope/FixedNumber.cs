using FlameScope.Formats.Json;

namespace FlameScope.Formats.Speedscope;

/// <summary>A decimal number as it stands in the text, exact to nine decimals, whatever unit it turns out to have.</summary>
/// <param name="Billionths">The number times 10⁹.</param>
internal readonly record struct FixedNumber(Int128 Billionths)
{
    private const int Decimals = 9;
    private const long One = 1_000_000_000;

    public static bool TryRead(ref JsonCursor json, out FixedNumber number)
    {
        bool isRead = json.TryGetNumber(Decimals, out long fine);
        long whole = 0;
        number = new FixedNumber(isRead ? fine : json.TryGetNumber(0, out whole) ? (Int128)whole * One : 0);
        return isRead || whole != 0;
    }

    public static FixedNumber operator +(FixedNumber left, FixedNumber right) => new(left.Billionths + right.Billionths);

    /// <summary>The number in nanoseconds, rounded to the nearest, saturated.</summary>
    /// <param name="nanoseconds">How many nanoseconds its unit has.</param>
    public long In(long nanoseconds) => Rounded(Saturated(Billionths, nanoseconds));

    /// <summary>The number as a whole one, saturated.</summary>
    public long ToWhole() => Rounded(Billionths);

    private static Int128 Saturated(Int128 billionths, long unit)
    {
        Int128 most = (Int128)long.MaxValue * One / unit;
        return Int128.Clamp(billionths, -most, most) * unit;
    }

    private static long Rounded(Int128 billionths)
    {
        Int128 half = billionths < 0 ? -One / 2 : One / 2;
        return (long)Int128.Clamp((billionths + half) / One, -long.MaxValue, long.MaxValue);
    }
}
