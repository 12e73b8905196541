using System.Globalization;

namespace FlameScope;

/// <summary>Seconds as decimal text, to and from integer nanoseconds; never through floating point.</summary>
public static class TimeText
{
    private const int Decimals = 9;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Reads <c>12</c>, <c>12.34</c> or <c>.5</c>; digits below a nanosecond must be zeros.</summary>
    /// <param name="text">Digits with at most one point; no sign, no spaces.</param>
    /// <param name="nanoseconds">The time in nanoseconds; 0 where the text is none.</param>
    /// <returns>Whether the text is a number of seconds within 292 years.</returns>
    public static bool TryParseSeconds(ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : text[(point + 1)..].TrimEnd('0');
        if (!text.ContainsAnyInRange('0', '9') || fraction.Length > Decimals
            || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        Int128 value = 0;
        foreach (char digit in whole)
        {
            value = (value * 10) + (digit - '0');
            if (value > long.MaxValue / NanosecondsPerSecond)
            {
                return false;
            }
        }

        for (int i = 0; i < Decimals; i++)
        {
            value = (value * 10) + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        nanoseconds = value <= long.MaxValue ? (long)value : 0;
        return value <= long.MaxValue;
    }

    /// <summary>The shortest text of seconds that reads back as the same nanoseconds: <c>12.34</c>.</summary>
    /// <param name="nanoseconds">The time; a negative one has a sign.</param>
    public static string Seconds(Int128 nanoseconds)
    {
        Int128 whole = Int128.Abs(nanoseconds) / NanosecondsPerSecond;
        long fraction = (long)(Int128.Abs(nanoseconds) % NanosecondsPerSecond);
        string sign = nanoseconds < 0 ? "-" : "";
        return fraction == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{fraction:D9}").TrimEnd('0');
    }
}
