using System.Runtime.CompilerServices;
using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>
/// The scan statistic of one feature: windows of every length, doubling from one bin, wherever the feature rises above or falls
/// below its surroundings.
/// </summary>
/// <remarks>At each doubling neighbouring bins are merged, so that all lengths together cost little more than the shortest.</remarks>
internal sealed class WindowScan(TimeBins bins, ScanLimits limits)
{
    // Sampling by timer is more even than chance; how much of that is believed, of all samples together.
    private const double MinDispersion = 0.3;

    // Threads take turns on CPUs that they share: their gaps have heavier tails than their dispersion says.
    private const double TailsOfTurns = 1.4;

    // A median of counts says something from about this mean on.
    private const double TypicalMean = 6;

    private readonly Dispersion _dispersion = new(limits.MaxClumps);
    private readonly List<Candidate> _found = [];
    private readonly List<(int First, int Sum)> _full = [];
    private readonly List<(int First, int End)> _kept = [];
    private int _least;
    private int[] _sorted = [];

    /// <summary>Levels of the pyramid that the scan reads.</summary>
    public int Levels { get; } = Math.Min(FeatureCounts.MaxLevels + 1, LevelsUpTo(4 * limits.LongestWindow));

    /// <summary>Whether any window might hold enough for a rise, however little counts vary: most features need no look at theirs.</summary>
    /// <param name="pyramid">The feature's counts.</param>
    /// <param name="total">Its samples.</param>
    public bool MayRise(CountPyramid pyramid, int total)
    {
        double rate = (double)total / bins.Count;
        for (int level = 0; level < pyramid.Levels && (1 << level) <= limits.LongestWindow; level++)
        {
            int width = (3 << level) <= limits.LongestWindow ? 3 : 1;
            long most = Math.Min(total, (long)pyramid.FullestAt(level) * width);

            // The shortest window of the level with the most that any of them holds: no window has more evidence.
            double expected = rate * (1 << level);
            if (most > expected && CountDistribution.Evidence(most, expected, 1) >= limits.Evidence)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Fills in a feature's dispersions, at all lengths: those of longer windows help where shorter ones tell nothing.</summary>
    public void Measure(FeatureCounts feature, CountPyramid pyramid)
    {
        feature.TypicalRate = null;
        int all = bins.Count;
        for (int level = 0; level < Levels; level++)
        {
            feature.Dispersions[level] = _dispersion.Estimate(pyramid.BinsAt(level), pyramid.CountsAt(level), all, feature.Total);
            feature.Untrimmed[level] = _dispersion.Untrimmed;
            feature.DispersionsOfFalls[level] = _dispersion.OfFalls;
            if (feature.TypicalRate is null && level > 0 && feature.MeanRate * (1 << level) >= TypicalMean)
            {
                feature.TypicalRate = MedianRate(pyramid.CountsAt(level), all, level);
            }

            all = (all + 1) >> 1;
        }
    }

    /// <summary>Finds the windows; of overlapping ones those with the most evidence.</summary>
    /// <param name="feature">The feature, measured.</param>
    /// <param name="pyramid">Its counts.</param>
    /// <param name="withFalls">Whether falls are looked for.</param>
    /// <param name="output">Takes the windows.</param>
    public void Scan(FeatureCounts feature, CountPyramid pyramid, bool withFalls, List<Candidate> output)
    {
        _found.Clear();
        _least = 0;
        for (int level = 0; level < pyramid.Levels && (1 << level) <= limits.LongestWindow; level++)
        {
            for (int width = level == 0 ? 1 : 2; width <= 3 && (width << level) <= limits.LongestWindow; width++)
            {
                ScanRises(feature, pyramid, level, width);
                if (withFalls)
                {
                    ScanFalls(feature, pyramid, level, width);
                }
            }
        }

        KeepBest(output);
    }

    private static int LevelsUpTo(int length)
    {
        int levels = 1;
        while ((1 << levels) <= length)
        {
            levels++;
        }

        return levels;
    }

    // Between the bursts of a feature that mostly is not there, it does not fall.
    private double MedianRate(ReadOnlySpan<int> counts, int all, int level)
    {
        int median = all / 2;
        if (counts.Length <= all - 1 - median)
        {
            return 0;
        }

        _sorted = _sorted.Length < counts.Length ? new int[counts.Length] : _sorted;
        Span<int> sorted = _sorted.AsSpan(0, counts.Length);
        counts.CopyTo(sorted);
        sorted.Sort();
        return (double)sorted[median - (all - counts.Length)] / (1 << level);
    }

    private void ScanRises(FeatureCounts feature, CountPyramid pyramid, int level, int width)
    {
        long mostPossible = Math.Min(feature.Total, (long)pyramid.FullestAt(level) * width);
        if (_least > mostPossible)
        {
            return;
        }

        int window = width << level;
        double dispersion = feature.DispersionAt(window);
        double expected = feature.MeanRate * window;
        if (mostPossible <= expected || CountDistribution.Evidence(mostPossible, expected, dispersion) < limits.Evidence)
        {
            return;
        }

        // What a longer window must hold is no less than what a shorter one must.
        _least = Math.Max(limits.MinSamples, CountDistribution.SmallestExcess(
            expected, dispersion, limits.Evidence, _least, (int)mostPossible));
        _full.Clear();
        pyramid.FindFull(level, width, _least, _full);
        (int First, int Sum) best = (-1, 0);
        foreach ((int first, int sum) in _full)
        {
            // Of a run of overlapping windows the fullest is tested.
            if (best.First >= 0 && first >= best.First + width)
            {
                TestRise(feature, best.First << level, window, best.Sum, dispersion);
                best = (-1, 0);
            }

            best = sum > best.Sum ? (first, sum) : best;
        }

        if (best.First >= 0)
        {
            TestRise(feature, best.First << level, window, best.Sum, dispersion);
        }
    }

    private void TestRise(FeatureCounts feature, int first, int window, int count, double dispersion)
    {
        int end = Math.Min(bins.Count, first + window);
        feature.Rank();
        double expected = Surroundings.ForRise(feature, first, end, dispersion, limits);
        if (expected <= 0 || count < ScanLimits.MinRise * expected || count - expected < limits.MinSamples)
        {
            return;
        }

        Keep(new Candidate(
            feature.Feature, ChangeShape.Rise, first, end, count, expected, CountDistribution.Evidence(count, expected, dispersion)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanFalls(FeatureCounts feature, CountPyramid pyramid, int level, int width)
    {
        if (feature.TypicalRate is null or 0)
        {
            return;
        }

        int window = width << level;
        double ofFalls = feature.DispersionsOfFalls[level + 1];
        double tails = feature.Feature == 0 ? 1 : TailsOfTurns;
        double dispersion = tails * (double.IsNaN(ofFalls) ? feature.DispersionAt(window) : Math.Max(feature.Feature == 0 ? MinDispersion : 1, ofFalls));
        double expected = feature.MeanRate * window;
        int most = CountDistribution.LargestDeficit(expected, dispersion, limits.Evidence);
        if (most < 0 || expected < limits.MinSamples)
        {
            return;
        }

        ReadOnlySpan<int> at = pyramid.BinsAt(level);
        ReadOnlySpan<int> counts = pyramid.CountsAt(level);
        int end = 0;
        int sum = 0;
        (int First, int Sum) best = (-1, int.MaxValue);
        for (int before = 0; before < at.Length; before++)
        {
            // The window starts after a bin that holds something: the fewest samples lie there.
            if (end <= before)
            {
                end = before + 1;
                sum = 0;
            }

            for (int behind = at[before] + 1 + width; end < at.Length && at[end] < behind; end++)
            {
                sum += counts[end];
            }

            int first = at[before] + 1;
            if (sum <= most && (first << level) + window <= bins.Count)
            {
                if (best.First >= 0 && first >= best.First + width)
                {
                    TestFall(feature, best.First << level, window, best.Sum, dispersion);
                    best = (-1, int.MaxValue);
                }

                best = sum < best.Sum ? (first, sum) : best;
            }

            if (before + 1 < end)
            {
                sum -= counts[before + 1];
            }
        }

        if (best.First >= 0)
        {
            TestFall(feature, best.First << level, window, best.Sum, dispersion);
        }
    }

    private void TestFall(FeatureCounts feature, int first, int window, int count, double dispersion)
    {
        feature.Rank();
        double expected = Surroundings.ForFall(feature, first, first + window, dispersion, limits);
        if (expected <= 0 || count > ScanLimits.MinFall * expected || expected - count < limits.MinSamples || IsUsualGap(feature, count, window))
        {
            return;
        }

        Keep(new Candidate(
            feature.Feature, ChangeShape.Fall, first, first + window, count, expected, CountDistribution.Evidence(count, expected, dispersion)));
    }

    // A thread that comes and goes has long gaps that no dispersion foretells: as gaps of a quarter and of a half of this length
    // become rarer, so do those of the whole.
    private static bool IsUsualGap(FeatureCounts feature, int count, int window)
    {
        if (count > 0)
        {
            return false;
        }

        double halves = 0;
        double quarters = 0;
        ReadOnlySpan<int> at = feature.Bins;
        for (int i = 1; i < at.Length; i++)
        {
            int gap = at[i] - at[i - 1] - 1;
            if (gap < 0.67 * window)
            {
                halves += gap >= 0.5 * window ? 1 : 0;
                quarters += gap >= 0.25 * window ? 1 : 0;
            }
        }

        return halves >= 2 && halves * halves >= 0.2 * quarters;
    }

    private void Keep(Candidate candidate)
    {
        if (candidate.Evidence >= limits.Evidence)
        {
            _found.Add(candidate);
        }
    }

    private void KeepBest(List<Candidate> output)
    {
        _found.Sort(static (a, b) => b.Evidence != a.Evidence ? b.Evidence.CompareTo(a.Evidence) : a.First.CompareTo(b.First));
        _kept.Clear();
        foreach (Candidate candidate in _found)
        {
            int place = _kept.BinarySearch((candidate.First, 0));
            place = place < 0 ? ~place : place;
            if ((place == 0 || _kept[place - 1].End <= candidate.First) && (place == _kept.Count || _kept[place].First >= candidate.End))
            {
                _kept.Insert(place, (candidate.First, candidate.End));
                output.Add(candidate);
            }
        }
    }
}
