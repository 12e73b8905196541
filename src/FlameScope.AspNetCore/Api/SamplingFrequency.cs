using System.Globalization;
using System.Text.RegularExpressions;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>How often a profile was sampled, and the rows that fit it.</summary>
internal static partial class SamplingFrequency
{
    private const double NanosecondsPerSecond = 1e9;
    private const int MostIntervals = 200_000;
    private const int MostRows = 200;
    private const int GoodRows = 100;

    // A measured frequency this near to one that people ask for is that one.
    private const double Tolerance = 0.03;

    private static ReadOnlySpan<int> Usual => [10, 19, 25, 47, 49, 50, 97, 99, 100, 199, 200, 250, 497, 499, 500, 997, 999, 1000, 1999, 2000, 3999, 4000, 9999, 10000];

    /// <summary>Samples a second of one busy CPU; <see langword="null"/> where the profile does not tell.</summary>
    public static int? Of(SampleStore store, int eventRow) => store.TimeAxis != Model.TimeAxis.Clock
        ? null
        : Recorded(store.Header.CommandLine) ?? OfClock(store, eventRow) ?? Measured(store, eventRow);

    /// <summary>The rows of a column of one second in which no row stays empty for want of samples.</summary>
    public static int RowsFor(int? frequency)
    {
        if (frequency is not int samples || samples < 2)
        {
            return 50;
        }

        if (samples <= MostRows)
        {
            return samples;
        }

        // A whole number of samples a row, near to a hundred rows.
        int best = GoodRows;
        for (int rows = GoodRows / 2; rows <= GoodRows * 5 / 4; rows++)
        {
            if (samples % rows == 0 && (samples % best != 0 || Math.Abs(rows - GoodRows) < Math.Abs(best - GoodRows)))
            {
                best = rows;
            }
        }

        return best;
    }

    private static int? Recorded(string? commandLine) =>
        commandLine is not null && FrequencyOption().Match(commandLine) is { Success: true } match
            && int.TryParse(match.Groups["hertz"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int hertz) && hertz > 0
            ? hertz
            : null;

    // The period of a clock event is a time.
    private static int? OfClock(SampleStore store, int eventRow)
    {
        if (!store.Strings[store.EventTable[eventRow]].StartsWith("cpu-clock"u8) && !store.Strings[store.EventTable[eventRow]].StartsWith("task-clock"u8))
        {
            return null;
        }

        List<long> periods = [];
        for (int i = 0; i < store.Count && periods.Count < MostIntervals; i++)
        {
            if (store.Events[i] == eventRow && store.WeightOf(i) > 1)
            {
                periods.Add(store.WeightOf(i));
            }
        }

        periods.Sort();
        return periods.Count == 0 ? null : Rounded(NanosecondsPerSecond / periods[periods.Count / 2]);
    }

    private static int? Measured(SampleStore store, int eventRow)
    {
        Dictionary<int, long> last = [];
        List<long> intervals = [];
        for (int i = 0; i < store.Count && intervals.Count < MostIntervals; i++)
        {
            if (store.Events[i] != eventRow)
            {
                continue;
            }

            // Threads stand in where the profile does not tell the CPU.
            int track = store.Cpus[i] >= 0 ? store.Cpus[i] : -1 - store.Threads[i].Value;
            if (last.TryGetValue(track, out long before) && store.Times[i] > before)
            {
                intervals.Add(store.Times[i] - before);
            }

            last[track] = store.Times[i];
        }

        if (intervals.Count < 10)
        {
            return null;
        }

        // Pauses make intervals longer, nothing makes them shorter.
        intervals.Sort();
        return Rounded(NanosecondsPerSecond / intervals[intervals.Count / 4]);
    }

    private static int? Rounded(double hertz)
    {
        int nearest = Usual[0];
        foreach (int usual in Usual)
        {
            nearest = Math.Abs(usual - hertz) < Math.Abs(nearest - hertz) ? usual : nearest;
        }

        return Math.Abs(nearest - hertz) <= nearest * Tolerance ? nearest : hertz is >= 1 and < 1e6 ? (int)Math.Round(hertz) : null;
    }

    [GeneratedRegex(@"\s(-F\s*|--freq[= ])(?<hertz>[0-9]{1,6})(\s|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex FrequencyOption();
}
