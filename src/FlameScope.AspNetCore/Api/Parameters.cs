using System.Globalization;

namespace FlameScope.AspNetCore.Api;

/// <summary>Reads the parameters of requests; what makes no sense is a 400 that says which, what was expected, and what was found.</summary>
internal static class Parameters
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int MostDecimals = 9;

    /// <summary>Seconds with up to nine decimals as nanoseconds, without ever going through floating point.</summary>
    public static long? Seconds(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        int point = text.IndexOf('.', StringComparison.Ordinal);
        ReadOnlySpan<char> whole = point < 0 ? text : text.AsSpan(0, point);
        ReadOnlySpan<char> decimals = point < 0 ? [] : text.AsSpan(point + 1);
        if (decimals.Length <= MostDecimals
            && (!decimals.IsEmpty || point < 0)
            && long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds < long.MaxValue / NanosecondsPerSecond
            && TryFraction(decimals, out long nanoseconds))
        {
            return (seconds * NanosecondsPerSecond) + nanoseconds;
        }

        throw ApiException.BadParameter(name, "seconds such as 12.34, with at most nine decimals", text);
    }

    public static bool Switch(string name, string? text) => text switch
    {
        null or "" or "0" or "false" => false,
        "1" or "true" => true,
        _ => throw ApiException.BadParameter(name, "0 or 1", text),
    };

    public static int? Number(string name, string? text, int least, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw ApiException.BadParameter(name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"), text);
    }

    public static double Share(string name, string? text) => text switch
    {
        null or "" => 0,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share is >= 0 and <= 1 => share,
        _ => throw ApiException.BadParameter(name, "a share from 0 to 1", text),
    };

    public static string? Name(string name, string? text, int longest) => text switch
    {
        null or "" => null,
        _ when text.Length > longest => throw ApiException.BadParameter(
            name, string.Create(CultureInfo.InvariantCulture, $"at most {longest} characters"), string.Concat(text.AsSpan(0, 40), "…")),
        _ => text,
    };

    public static FramePattern? Pattern(string name, string? text, int longest)
    {
        if (Name(name, text, longest) is not string pattern)
        {
            return null;
        }

        try
        {
            return FilterText.ParseFramePattern(pattern);
        }
        catch (ArgumentException error)
        {
            throw ApiException.BadParameter(name, $"a pattern ({error.Message.Split(" (Parameter ")[0].TrimEnd('.')})", pattern);
        }
    }

    public static RootGrouping Root(string? text) => text switch
    {
        null or "" or "command" => RootGrouping.Command,
        "process" => RootGrouping.Process,
        "thread" => RootGrouping.Thread,
        "none" => RootGrouping.None,
        _ => throw ApiException.BadParameter("root", "command, process, thread or none", text),
    };

    private static bool TryFraction(ReadOnlySpan<char> decimals, out long nanoseconds)
    {
        nanoseconds = 0;
        if (decimals.IsEmpty)
        {
            return true;
        }

        bool isNumber = long.TryParse(decimals, NumberStyles.None, CultureInfo.InvariantCulture, out nanoseconds);
        for (int i = decimals.Length; i < MostDecimals; i++)
        {
            nanoseconds *= 10;
        }

        return isNumber;
    }
}
