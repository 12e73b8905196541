using System.CommandLine;
using System.Globalization;

namespace FlameScope.Tool.Cli;

/// <summary>Whole numbers among the options.</summary>
internal static class Numbers
{
    /// <summary>The value of an option that takes a number from 1; <see langword="null"/> where it is not there.</summary>
    /// <exception cref="UsageException">It is no such number.</exception>
    public static int? Positive(ParseResult parsed, Option<string?> option, int most = int.MaxValue)
    {
        string? text = parsed.GetValue(option);
        if (text is null)
        {
            return null;
        }

        string limit = most == int.MaxValue ? "1 or more" : string.Create(CultureInfo.InvariantCulture, $"1 to {most}");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most
            ? number
            : throw new UsageException($"'{text}' is no number for {option.Name}: expected {limit}.");
    }

    /// <summary>The value of an option that takes percentage points; <see langword="null"/> where it is not there.</summary>
    /// <exception cref="UsageException">It is no number from 0 to 100.</exception>
    public static double? Points(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        string text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double points) && points <= 100 => points,
        string text => throw new UsageException($"'{text}' is no number for {option.Name}: expected percentage points such as 5 or 0.5, up to 100."),
    };
}
