namespace FlameScope.Formats.Protobuf.NflxProfile;

/// <summary>A sum of seconds that come as doubles. Doubles drift when they are added up; this is exact to 2^-80 s.</summary>
internal struct ExactSeconds
{
    private const int FractionBits = 80;
    private const double MaxSeconds = long.MaxValue / 1e9;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private Int128 _sum;

    /// <summary>Adds seconds.</summary>
    /// <returns>Whether they are a number, and the sum is a time that fits.</returns>
    public bool TryAdd(double seconds)
    {
        if (!(Math.Abs(seconds) < MaxSeconds))
        {
            return false;
        }

        Int128 sum = _sum + Exact(seconds);
        if (Int128.Abs(sum) >> FractionBits >= (long)MaxSeconds)
        {
            return false;
        }

        _sum = sum;
        return true;
    }

    /// <summary>The sum, rounded to whole nanoseconds.</summary>
    public readonly long Nanoseconds
    {
        get
        {
            Int128 seconds = _sum >> FractionBits;
            Int128 fraction = _sum - (seconds << FractionBits);
            Int128 rounded = ((fraction * NanosecondsPerSecond) + (Int128.One << (FractionBits - 1))) >> FractionBits;
            return (long)((seconds * NanosecondsPerSecond) + rounded);
        }
    }

    // A double is a whole number times a power of two; what is smaller than the last bit is cut.
    private static Int128 Exact(double seconds)
    {
        const int MantissaBits = 52;
        const int ExponentBias = 1075;
        long bits = BitConverter.DoubleToInt64Bits(seconds);
        int exponent = (int)((bits >> MantissaBits) & 0x7ff);
        long mantissa = bits & ((1L << MantissaBits) - 1);
        mantissa = exponent == 0 ? mantissa : mantissa | (1L << MantissaBits);
        int shift = Math.Max(exponent, 1) - ExponentBias + FractionBits;
        Int128 value = shift >= 0 ? (Int128)mantissa << shift : shift > -64 ? (Int128)(mantissa >> -shift) : 0;
        return bits < 0 ? -value : value;
    }
}
