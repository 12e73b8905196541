using FlameScope.Samples;
using FlameScope.Statistics;

namespace FlameScope;

/// <summary>How often a profile was sampled, and the rows of a heat map that fit it.</summary>
public static class SamplingFrequency
{
    private const double NanosecondsPerSecond = 1e9;
    private const int MaxIntervals = 200_000;
    private const int MinGaps = 10;
    private const int MaxRows = 200;
    private const int GoodRows = 100;
    private const int DefaultRows = 50;

    // A measured frequency this near to one that people ask for is that one.
    private const double Tolerance = 0.03;

    private static ReadOnlySpan<int> Usual => [10, 19, 25, 47, 49, 50, 97, 99, 100, 199, 200, 250, 497, 499, 500, 997, 999, 1000, 1999, 2000, 3999, 4000, 9999, 10000];

    /// <summary>
    /// How often one busy CPU was sampled: what the recording was asked for, or else what the periods of a clock event or the usual time
    /// between samples tell.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="selection">Kind of event; where all are selected, the default one is looked at.</param>
    /// <returns>
    /// Samples per second; <see langword="null"/> where the profile does not tell, as without a clock, or where the event is not sampled but happens,
    /// such as page faults and tracepoints.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The profile has no such event, or several fit.</exception>
    public static int? Of(Profile profile, EventSelection selection = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Of(profile, (selection.ResolveIn(profile) ?? profile.DefaultEventKind).Value);
    }

    /// <summary>The rows of a column of one second in which no row stays empty for want of samples.</summary>
    /// <param name="frequency">Samples per second; <see langword="null"/> where it is not known.</param>
    /// <returns>The frequency itself up to 200, beyond that about 100 with a whole number of samples each where there is one; 50 where it is not known.</returns>
    public static int RowsFor(int? frequency) => RowsFor(frequency, (long)NanosecondsPerSecond);

    /// <summary>The rows of a column of any width in which no row stays empty for want of samples.</summary>
    /// <param name="frequency">Samples per second; <see langword="null"/> where it is not known.</param>
    /// <param name="columnNanoseconds">Width of a column, at least 1.</param>
    /// <returns>
    /// The samples of a column, the width by the sampling interval, up to 200; beyond that about 100 with a whole number of samples each where there is
    /// one; 50 where the frequency is not known.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    public static int RowsFor(int? frequency, long columnNanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnNanoseconds, 1);
        if (frequency is not int hertz || hertz < 2)
        {
            return DefaultRows;
        }

        double wanted = Math.Round(hertz * (columnNanoseconds / NanosecondsPerSecond), MidpointRounding.AwayFromZero);
        long samples = (long)Math.Clamp(wanted, 1, long.MaxValue / 2);
        if (samples <= MaxRows)
        {
            return (int)samples;
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

    internal static int? Of(Profile profile, int row) =>
        profile.TimeAxis != TimeAxis.Clock || row >= profile.EventKinds.Length || profile.EventKinds[row].Counting != EventCounting.Sampled
            ? null
            : profile.Header.SamplingFrequency ?? OfClock(profile, row) ?? Measured(profile, row);

    // The period of a clock event is a time.
    private static int? OfClock(Profile profile, int row)
    {
        if (profile.EventKinds[row].Unit != "ns")
        {
            return null;
        }

        List<long> periods = [];
        foreach (SampleBlock block in profile.Blocks)
        {
            for (int i = 0; i < block.Count && periods.Count < MaxIntervals; i++)
            {
                if (block.EventKinds[i] == row && block.WeightOf(i) > 1)
                {
                    periods.Add(block.WeightOf(i));
                }
            }
        }

        periods.Sort();
        return periods.Count == 0 ? null : Rounded(NanosecondsPerSecond / periods[periods.Count / 2]);
    }

    private static int? Measured(Profile profile, int row)
    {
        Dictionary<int, long> last = [];
        GapHistogram gaps = new();
        foreach (SampleBlock block in profile.Blocks)
        {
            for (int i = 0; i < block.Count && gaps.Count < MaxIntervals; i++)
            {
                if (block.EventKinds[i] != row)
                {
                    continue;
                }

                // Threads stand in where the profile does not tell the CPU.
                int track = block.CpuOf(i) is >= 0 and var cpu ? cpu : -1 - block.Threads[i].Value;
                if (last.TryGetValue(track, out long before))
                {
                    gaps.Add(block.Times[i] - before);
                }

                last[track] = block.Times[i];
            }
        }

        // What comes by chance has few gaps that are alike.
        (long interval, bool isRegular) = gaps.FindInterval();
        return gaps.Count >= MinGaps && isRegular ? Rounded(NanosecondsPerSecond / interval) : null;
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
}
