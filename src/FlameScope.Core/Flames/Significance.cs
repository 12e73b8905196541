using System.Runtime.InteropServices;
using FlameScope.Statistics;

namespace FlameScope.Flames;

/// <summary>Tells differences between two trees from noise.</summary>
/// <remarks>
/// Per node a two-sided test of two shares or two rates (<see cref="TwoSampleTest"/>), then the correction for the number of nodes
/// (<see cref="FalseDiscoveryRate"/>).
/// </remarks>
internal static class Significance
{
    /// <summary>By row: the adjusted chance of a difference of totals at least as large.</summary>
    /// <param name="baseline">What one side's values stand for.</param>
    /// <param name="baselineTotals">By row: the value of that side.</param>
    /// <param name="examined">What the other side's values stand for.</param>
    /// <param name="examinedTotals">By row: the value of that side.</param>
    /// <param name="mode">How values are compared.</param>
    public static double[] Of(
        DiffSide baseline, ReadOnlySpan<long> baselineTotals, DiffSide examined, ReadOnlySpan<long> examinedTotals, FlameDiffMode mode)
    {
        double[] chances = new double[baselineTotals.Length];
        Array.Fill(chances, 1);
        long samplesBefore = baseline.Samples;
        long samplesAfter = examined.Samples;
        (double exposureBefore, double exposureAfter) = mode switch
        {
            FlameDiffMode.Share => (samplesBefore, samplesAfter),
            FlameDiffMode.PerSecond => (baseline.Seconds, examined.Seconds),
            _ => (1, 1),
        };
        if (exposureBefore == 0 || exposureAfter == 0)
        {
            return chances;
        }

        // Trees have many nodes with the same few samples.
        Dictionary<(long, long), double> known = [];
        for (int row = 0; row < chances.Length; row++)
        {
            long before = (long)Math.Round(baselineTotals[row] * baseline.SamplesPerValue);
            long after = (long)Math.Round(examinedTotals[row] * examined.SamplesPerValue);
            ref double chance = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (before, after), out bool exists);
            if (!exists)
            {
                chance = mode == FlameDiffMode.Share
                    ? TwoSampleTest.PValueOfShares(before, samplesBefore, after, samplesAfter)
                    : TwoSampleTest.PValueOfRates(before, after, exposureBefore / (exposureBefore + exposureAfter));
            }

            chances[row] = chance;
        }

        return FalseDiscoveryRate.Adjust(chances);
    }
}
