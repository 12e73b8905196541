using System.Globalization;
using System.Text.RegularExpressions;

namespace FlameScope.Formats.Linux;

/// <summary>What a recording's command line asked perf for.</summary>
internal static partial class PerfCommandLine
{
    /// <summary>Samples per second; <see langword="null"/> where it does not say.</summary>
    public static int? FrequencyOf(string commandLine) =>
        FrequencyOption().Match(commandLine) is { Success: true } match
            && int.TryParse(match.Groups["hertz"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz) && hertz > 0
            ? hertz
            : null;

    [GeneratedRegex(@"\s(-F\s*|--freq[= ])(?<hertz>[0-9]{1,6})(\s|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex FrequencyOption();
}
