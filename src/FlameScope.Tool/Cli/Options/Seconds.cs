using System.CommandLine.Parsing;
using System.Globalization;

namespace FlameScope.Tool.Cli;

/// <summary>Seconds as decimal text, to and from integer nanoseconds; never through floating point.</summary>
internal static class Seconds
{
    private const int Decimals = 9;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Reads <c>12</c>, <c>12.34</c> or <c>.5</c>; digits below a nanosecond must be zeros.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long nanoseconds)
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

        nanoseconds = (long)Int128.Min(value, long.MaxValue);
        return value <= long.MaxValue;
    }

    /// <summary>Reads an option's value, and says what is wrong with it where it is no number of seconds.</summary>
    public static long? Parse(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (TryParse(text, out long nanoseconds))
        {
            return nanoseconds;
        }

        argument.AddError(
            $"'{text}' is no number of seconds for {NameOf(argument)}: expected digits such as 12 or 12.34, not negative, at most nine decimals.");
        return null;
    }

    /// <summary>The shortest text that reads back as the same nanoseconds: <c>12.34</c>.</summary>
    public static string Exact(Int128 nanoseconds)
    {
        Int128 whole = Int128.Abs(nanoseconds) / NanosecondsPerSecond;
        long fraction = (long)(Int128.Abs(nanoseconds) % NanosecondsPerSecond);
        string sign = nanoseconds < 0 ? "-" : "";
        return fraction == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{fraction:D9}").TrimEnd('0');
    }

    /// <summary>Seconds as people read them: with three, six or nine decimals, as the value needs.</summary>
    public static string Readable(Int128 nanoseconds)
    {
        string exact = Exact(nanoseconds);
        int point = exact.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : exact.Length - point - 1;
        int wanted = Math.Max(3, (decimals + 2) / 3 * 3);
        return (point < 0 ? exact + "." : exact) + new string('0', wanted - decimals);
    }

    private static string NameOf(ArgumentResult argument) =>
        argument.Parent is OptionResult option ? option.Option.Name : argument.Argument.Name;
}
