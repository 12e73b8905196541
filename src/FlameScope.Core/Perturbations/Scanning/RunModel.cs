using FlameScope.Statistics;

namespace FlameScope.Perturbations.Scanning;

/// <summary>
/// How samples come in runs: what executes for longer than a sampling interval is sampled several times on end, and that by itself is no
/// perturbation.
/// </summary>
/// <remarks>
/// A rare function has too few runs to tell how long they get. It is judged by its own, those of the window in question left out, together
/// with what is usual for rare functions in this recording.
/// </remarks>
internal sealed class RunModel
{
    private const double Prior = 8;

    private readonly double _usual;

    private readonly ScanLimits _limits;

    /// <param name="persistences">Of rare features: how often a sample is followed by another; sorted here.</param>
    /// <param name="limits">What a perturbation has at least, and how many there may be.</param>
    public RunModel(List<double> persistences, ScanLimits limits)
    {
        _limits = limits;
        persistences.Sort();
        _usual = persistences.Count == 0 ? 0 : Math.Min(FeatureCounts.LongestRuns, persistences[persistences.Count / 2]);
    }

    /// <summary>The evidence of a count against runs; infinite where the feature's dispersion tells.</summary>
    public double Evidence(FeatureCounts counts, Candidate candidate, long count, double expected)
    {
        if (!counts.IsRare)
        {
            return double.PositiveInfinity;
        }

        (double followed, int samples, _, int followedInLong) = counts.RunsOutside(
            candidate.First, candidate.End, Math.Max(_limits.MinSamples / 2, (int)candidate.Count / 2), _limits.MaxClumps);
        double persistence = Math.Min(FeatureCounts.LongestRuns, (followed + (Prior * _usual)) / (samples + Prior));
        double evidence = CountDistribution.EvidenceOfRuns(count, expected, persistence);

        // A function that has long runs only is less likely than each of them.
        return samples == 0 && persistence > 0 ? evidence - (followedInLong * Math.Log(persistence)) : evidence;
    }
}
