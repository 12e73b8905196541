using System.Globalization;

namespace FlameScope.AspNetCore.Api;

/// <summary>Reads the parameters of requests; what makes no sense is a 400 that says which, what was expected, and what was found.</summary>
internal static class Parameters
{
    private const int LongestTime = 60;
    private const int MaxValues = 50;

    /// <summary>Seconds with up to nine decimals as nanoseconds, without ever going through floating point.</summary>
    public static long? Seconds(string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return TimeText.TryParseSeconds(text, out long nanoseconds)
            ? nanoseconds
            : throw ApiException.BadParameter(name, "seconds such as 12.34, with at most nine decimals", text);
    }

    public static bool Switch(string name, string? text) => text?.ToLowerInvariant() switch
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
            name, string.Create(CultureInfo.InvariantCulture, $"at most {longest} characters"), string.Concat(text.AsSpan(0, Math.Min(40, text.Length)), "…")),
        _ => text,
    };

    /// <summary>A text as the library reads it; <see langword="null"/> where there is none.</summary>
    public static T? Parse<T>(string name, string? text, Func<string, T> parse, int longest)
        where T : class
    {
        if (Name(name, text, longest) is not string given)
        {
            return null;
        }

        try
        {
            return parse(given);
        }
        catch (ArgumentException error)
        {
            throw ApiException.NoSense(name, error.Message);
        }
    }

    /// <summary>Texts of a parameter that may be there several times, as the library reads them; empty ones are left out.</summary>
    public static List<T> All<T>(string name, string[]? texts, Func<string, T> parse, FlameScopeOptions options)
        where T : class => texts?.Length > MaxValues
            ? throw ApiException.BadParameter(name, string.Create(CultureInfo.InvariantCulture, $"at most {MaxValues} of them"), string.Create(CultureInfo.InvariantCulture, $"{texts.Length}"))
            : [.. (texts ?? []).Select(text => Parse(name, text, parse, options.MaxPatternLength)).OfType<T>()];

    /// <summary>A time in any of the library's forms.</summary>
    public static ProfileTime? Time(string name, string? text)
    {
        if (Name(name, text, LongestTime) is not string given)
        {
            return null;
        }

        try
        {
            return ProfileTime.Parse(given);
        }
        catch (ArgumentException error)
        {
            throw ApiException.NoSense(name, error.Message);
        }
    }
}
