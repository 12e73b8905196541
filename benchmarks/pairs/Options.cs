using System.Globalization;
using System.IO.Enumeration;

namespace FlameScope.Benchmarks.Pairs;

/// <summary>What to compare, and how.</summary>
internal sealed record Options
{
    private const int MinPairs = 11;

    /// <summary>Patterns with <c>*</c> and <c>?</c>; a case is measured where one of them is its name.</summary>
    public string[] Cases { get; init; } = ["*"];

    /// <summary>How many pairs of processes; at least eleven.</summary>
    public int Pairs { get; init; } = MinPairs;

    /// <summary>The share above which a slowdown is a failure; <see langword="null"/> where nothing is.</summary>
    public double? Threshold { get; init; }

    /// <summary>Files to measure with; the usual recordings where there are none.</summary>
    public string[] Files { get; init; } = [];

    /// <exception cref="FormatException">An option is unknown or its value makes no sense; the message is for the user.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        Options options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string name = arguments[i];
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{name} needs a value.");
            options = name switch
            {
                "--cases" => options with { Cases = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
                "--pairs" => options with { Pairs = PairsOf(value) },
                "--threshold" => options with { Threshold = PercentOf(value) / 100 },
                "--file" => options with { Files = [.. options.Files, FileOf(value)] },
                _ => throw new FormatException($"There is no option {name}, only --cases, --pairs, --threshold and --file."),
            };
        }

        return options;
    }

    /// <summary>Whether a case is to be measured.</summary>
    public bool Selects(string name) => Cases.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name));

    private static int PairsOf(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int pairs) && pairs >= MinPairs
            ? pairs
            : throw new FormatException($"--pairs {value}: expected a whole number, at least {MinPairs}.");

    private static double PercentOf(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            ? percent
            : throw new FormatException($"--threshold {value}: expected percent, as in 3.");

    private static string FileOf(string value) =>
        File.Exists(value) ? Path.GetFullPath(value) : throw new FormatException($"--file {value}: there is no such file.");
}
