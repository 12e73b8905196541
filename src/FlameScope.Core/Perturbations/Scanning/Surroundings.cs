namespace FlameScope.Perturbations.Scanning;

/// <summary>What the flanks on both sides of a window let one expect inside it.</summary>
/// <remarks>
/// On-off comparison in the manner of Li and Ma, each side on its own: a window is a rise only against the busier side and a fall
/// only against the quieter one, so that neither a trend nor a step looks like either. The flanks' own uncertainty is allowed for.
/// </remarks>
internal static class Surroundings
{
    /// <summary>The expectation that a rise must exceed; negative where there is nothing to compare with.</summary>
    public static double ForRise(FeatureCounts counts, int first, int end, double dispersion, in ScanLimits limits)
    {
        int length = end - first;
        int flank = Math.Max(ScanLimits.FlankFactor * length, limits.NearestFlank);
        int left = Math.Max(0, first - flank);
        int right = Math.Min(counts.BinCount, end + flank);
        double rate = counts.MeanRate;
        bool compared = false;
        if (first - left >= length)
        {
            rate = Math.Max(rate, UpperRate(counts.CountIn(left, first), first - left, dispersion));
            compared = true;
        }

        if (right - end >= length)
        {
            rate = Math.Max(rate, UpperRate(counts.CountIn(end, right), right - end, dispersion));
            compared = true;
        }

        bool isOneSided = first - left < length || right - end < length;
        return compared && !(isOneSided && length > limits.LongestWindow / 2) ? rate * length : -1;
    }

    /// <summary>The expectation that a fall must stay below; 0 where there is nothing to compare with.</summary>
    public static double ForFall(FeatureCounts counts, int first, int end, double dispersion, in ScanLimits limits)
    {
        int length = end - first;
        int flank = Math.Max(ScanLimits.FlankFactor * length, limits.NearestFlank);
        int left = Math.Max(0, first - flank);
        int right = Math.Min(counts.BinCount, end + flank);
        if (first - left < length || right - end < length)
        {
            return 0;
        }

        double rate = Math.Min(
            LowerRate(counts.CountIn(left, first), first - left, dispersion),
            LowerRate(counts.CountIn(end, right), right - end, dispersion));
        return Math.Max(0, Math.Min(rate, counts.TypicalRate ?? 0)) * length;
    }

    private static double UpperRate(int count, int bins, double dispersion) =>
        (count + Math.Sqrt(Math.Max(1, dispersion) * count) + 1) / bins;

    private static double LowerRate(int count, int bins, double dispersion) =>
        (count - Math.Sqrt(Math.Max(1, dispersion) * count) - 1) / bins;
}
