using System.Numerics;
using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Scanning;

/// <summary>One feature's counts over time, with sums over any window, and its dispersion at every length of window.</summary>
internal sealed class FeatureCounts(FeatureSeries series, BinRanks ranks, int binCount)
{
    public const int MaxLevels = 20;
    private const int LevelsAhead = 3;
    private const int LongestBreak = 2;

    // In windows that hold less, a change of level adds hardly anything to the variance.
    private const double RareMean = 0.25;
    private const double RareRate = 0.5;

    /// <summary>Runs are not taken to go on more surely than this.</summary>
    public const double LongestRuns = 0.95;
    public int Feature { get; private set; }

    public int Total => series.SumsOf(Feature)[^1];

    public int BinCount => binCount;

    /// <summary>Samples of the feature in an average bin.</summary>
    public double MeanRate => (double)Total / BinCount;

    /// <summary>Samples of the feature in a bin as it mostly is: the median over windows large enough to tell.</summary>
    public double? TypicalRate { get; set; }

    /// <summary>Variance over mean of the counts in windows of <c>2^level</c> bins; not a number where unknown.</summary>
    public double[] Dispersions { get; } = new double[MaxLevels + 1];

    /// <summary>The same for falls; not a number where unknown.</summary>
    public double[] DispersionsOfFalls { get; } = new double[MaxLevels + 1];

    /// <summary>The same with nothing left out, where the feature is rare in such windows; not a number elsewhere.</summary>
    public double[] Untrimmed { get; } = new double[MaxLevels + 1];

    public ReadOnlySpan<int> Bins => series.BinsOf(Feature);

    public void Load(int feature)
    {
        Feature = feature;
        Array.Fill(Dispersions, double.NaN);
        Array.Fill(Untrimmed, double.NaN);
        Array.Fill(DispersionsOfFalls, double.NaN);
    }

    /// <summary>Makes ready for many windows to be counted, until another feature does.</summary>
    public void Rank()
    {
        if (ranks.Feature != Feature)
        {
            ranks.Load(Feature, Bins, binCount);
        }
    }

    /// <summary>Samples in the bins from <paramref name="first"/> up to, without, <paramref name="end"/>.</summary>
    public int CountIn(int first, int end)
    {
        if (end <= first)
        {
            return 0;
        }

        ReadOnlySpan<int> sums = series.SumsOf(Feature);
        return sums[PlaceOf(end)] - sums[PlaceOf(first)];
    }

    /// <summary>The dispersion to reckon with in a window of this many bins: it never falls with the length; at least 1.</summary>
    public double DispersionAt(int length)
    {
        int last = LevelOf(length);
        double known = 1;
        for (int level = 0; level <= last; level++)
        {
            known = double.IsNaN(Dispersions[level]) ? known : Math.Max(known, Dispersions[level]);
        }

        // Between rare and common, the nearest longer windows tell.
        for (int level = last; level <= Math.Min(MaxLevels, last + LevelsAhead) && double.IsNaN(Dispersions[last]); level++)
        {
            if (!double.IsNaN(Dispersions[level]))
            {
                return Math.Max(known, Dispersions[level]);
            }
        }

        return known;
    }

    /// <summary>Whether the feature is so rare that its samples seldom follow each other by chance.</summary>
    public bool IsRare => MeanRate <= RareRate;

    /// <summary>The probability that a sample is followed at once by another of the feature, but for chance.</summary>
    public double Persistence()
    {
        (double followed, int samples, _, _) = RunsOutside(0, 0, 0, 0);
        return Math.Min(LongestRuns, followed / samples);
    }

    /// <summary>How often a sample is followed at once by another of the feature, how many samples there are, and in how many runs; and how often in those long runs that are left out.</summary>
    /// <param name="first">The first bin that is left out, with the run that it is in.</param>
    /// <param name="end">The bin after the last that is left out.</param>
    /// <param name="perturbed">Runs of as many samples may be perturbations of their own …</param>
    /// <param name="most">… and so many of them are left out as well.</param>
    public (double Followed, int Samples, int Runs, int FollowedInLong) RunsOutside(int first, int end, int perturbed, int most)
    {
        int allRuns = 0;
        int followedInLong = 0;
        int samples = 0;
        int reach = Math.Max(LongestBreak, end - first);
        ReadOnlySpan<int> bins = Bins;
        ReadOnlySpan<int> sums = series.SumsOf(Feature);
        for (int i = 0; i < bins.Length;)
        {
            int start = i++;
            int runs = 1;
            for (; i < bins.Length && bins[i] - bins[i - 1] <= reach; i++)
            {
                runs += bins[i] - bins[i - 1] > LongestBreak ? 1 : 0;
            }

            // A perturbation may be several runs, no farther apart than it is long.
            int count = sums[i] - sums[start];
            bool isInside = bins[start] < end && bins[i - 1] >= first;
            if (isInside)
            {
                continue;
            }

            if (count >= perturbed && most-- > 0)
            {
                followedInLong += count - runs;
                continue;
            }

            samples += count;
            allRuns += runs;
        }

        // What follows by chance is no run.
        double byChance = 1 - Math.Exp(-MeanRate * (LongestBreak + 0.5));
        return (Math.Max(0, (samples - allRuns - (byChance * samples)) / (1 - byChance)), samples, allRuns, followedInLong);
    }

    /// <summary>The dispersion to reckon with where a level changes: runs and bursts count in full.</summary>
    /// <param name="length">Bins of the longest window.</param>
    public double DispersionOfLevels(int length)
    {
        double known = DispersionAt(length);
        for (int level = 0; level < Untrimmed.Length && MeanRate * (1L << level) <= RareMean; level++)
        {
            known = double.IsNaN(Untrimmed[level]) ? known : Math.Max(known, Untrimmed[level]);
        }

        return known;
    }

    // The whole part of the binary logarithm, rounded up.
    private static int LevelOf(int length) => Math.Min(MaxLevels, length <= 1 ? 0 : BitOperations.Log2((uint)length - 1) + 1);

    // How many of the bins that hold something lie before a bin.
    private int PlaceOf(int bin)
    {
        if (ranks.Feature == Feature)
        {
            return ranks.Before(bin);
        }

        int place = Bins.BinarySearch(bin);
        return place < 0 ? ~place : place;
    }
}
