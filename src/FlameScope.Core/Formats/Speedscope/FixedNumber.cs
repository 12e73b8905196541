using System.Runtime.CompilerServices;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Speedscope;

/// <summary>A decimal number as it stands in the text, exact to nine decimals, whatever unit it turns out to have.</summary>
internal readonly record struct FixedNumber
{
    /// <summary>Decimals that are kept.</summary>
    public const int Decimals = 9;

    /// <summary>Billionths of a number that counts as a short one: sums of a few stay within a word.</summary>
    public const long MaxBillionths = 1_000_000_000_000_000_000;

    private const int One = 1_000_000_000;

    private readonly long _whole;
    private readonly int _billionths;

    private FixedNumber(long whole, int billionths)
    {
        _whole = whole;
        _billionths = billionths;
    }

    public bool IsNegative => _whole < 0;

    /// <summary>A number of which all decimals are known.</summary>
    /// <param name="billionths">The number times 10⁹.</param>
    public static FixedNumber Of(long billionths)
    {
        (long whole, long rest) = Math.DivRem(billionths, One);
        return rest < 0 ? new FixedNumber(whole - 1, (int)rest + One) : new FixedNumber(whole, (int)rest);
    }

    /// <summary>The number as so many billionths, where they are at most <see cref="MaxBillionths"/> either way.</summary>
    public bool TryGetBillionths(out long billionths)
    {
        bool isShort = _whole is >= -One and < One;
        billionths = isShort ? (_whole * One) + _billionths : 0;
        return isShort;
    }

    public static bool TryRead(ref JsonCursor json, out FixedNumber number)
    {
        bool isRead = json.TryGetNumber(Decimals, out long fine);
        long whole = 0;
        number = isRead ? Of(fine) : json.TryGetNumber(0, out whole) ? new FixedNumber(whole, 0) : default;
        return isRead || whole != 0;
    }

    public static FixedNumber operator +(FixedNumber left, FixedNumber right)
    {
        int billionths = left._billionths + right._billionths - One;
        int carry = billionths >= 0 ? 1 : 0;
        billionths += carry > 0 ? 0 : One;
        long whole = unchecked(left._whole + right._whole + carry);
        bool wraps = ((left._whole ^ whole) & (right._whole ^ whole)) < 0;
        return new FixedNumber(wraps ? (left.IsNegative ? long.MinValue : long.MaxValue) : whole, billionths);
    }

    /// <summary>The nanoseconds of a short number, rounded as <see cref="In"/> does.</summary>
    /// <param name="billionths">The number times 10⁹.</param>
    /// <param name="nanoseconds">How many nanoseconds its unit has: 0, 1 or a thousand, million or billion.</param>
    public static long NanosecondsOf(long billionths, long nanoseconds) => nanoseconds switch
    {
        0 => 0,
        1 => Rounded(billionths, One),
        1_000 => Rounded(billionths, 1_000_000),
        1_000_000 => Rounded(billionths, 1_000),
        _ => billionths,
    };

    // Halves away from zero. What divides is known to the compiler, which multiplies.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Rounded(long value, long unit) => (value + (value < 0 ? -unit / 2 : unit / 2)) / unit;

    /// <summary>The number in nanoseconds, rounded to the nearest, halves away from zero, saturated.</summary>
    /// <param name="nanoseconds">How many nanoseconds its unit has, at most 10⁹.</param>
    public long In(long nanoseconds)
    {
        (long fraction, long rest) = Math.DivRem(_billionths * nanoseconds, One);
        fraction += rest > (IsNegative ? One / 2 : (One / 2) - 1) ? 1 : 0;
        long high = Math.BigMul(_whole, nanoseconds, out long low);
        return high == low >> 63 && low <= long.MaxValue - fraction && low > long.MinValue ? low + fraction
            : high < 0 ? -long.MaxValue
            : long.MaxValue;
    }

    /// <summary>The number as a whole one, saturated.</summary>
    public long ToWhole() => In(1);
}
