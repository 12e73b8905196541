using System.Runtime.InteropServices;

namespace FlameScope.Flames;

/// <summary>Tells differences between two trees from noise.</summary>
/// <remarks>
/// Per node, the two-sided test of two proportions, exact (Fisher) for few samples and with the normal approximation and Yates'
/// continuity correction for many; then Benjamini and Hochberg's correction for the number of nodes.
/// </remarks>
internal static class Significance
{
    // Up to this many samples the exact test is summed up; beyond it the approximation is as good.
    private const long MostExact = 60;

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
        long samplesBefore = baseline.Tree.Coverage.Shown;
        long samplesAfter = examined.Tree.Coverage.Shown;
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
                    ? ChanceOfShares(before, samplesBefore, after, samplesAfter)
                    : ChanceOfRates(before, after, exposureBefore / (exposureBefore + exposureAfter));
            }

            chances[row] = chance;
        }

        return Adjust(chances);
    }

    /// <summary>
    /// The chance that two draws with the same share differ as much: of all ways to hand the samples of the node out to both sides,
    /// how many are as unlikely as this one.
    /// </summary>
    internal static double ChanceOfShares(long hitsOne, long sizeOne, long hitsOther, long sizeOther)
    {
        long hits = hitsOne + hitsOther;
        double size = (double)sizeOne + sizeOther;
        if (hits == 0 || hits >= size)
        {
            return 1;
        }

        if (hits <= MostExact)
        {
            long least = Math.Max(0, hits - sizeOther);
            long most = Math.Min(hits, sizeOne);
            return Exact(hitsOne, least, most, k =>
                LogChoose(sizeOne, k) + LogChoose(sizeOther, hits - k) - LogChoose(sizeOne + sizeOther, hits));
        }

        double expected = hits * (sizeOne / size);
        double variance = expected * (sizeOther / size) * (size - hits) / (size - 1);
        return Normal(hitsOne - expected, variance);
    }

    /// <summary>The chance that two counts differ as much, where each sample falls to the first with a given chance.</summary>
    internal static double ChanceOfRates(long hitsOne, long hitsOther, double chanceOfOne)
    {
        long hits = hitsOne + hitsOther;
        return hits <= MostExact
            ? Exact(hitsOne, 0, hits, k =>
                LogChoose(hits, k) + (k * Math.Log(chanceOfOne)) + ((hits - k) * Math.Log(1 - chanceOfOne)))
            : Normal(hitsOne - (hits * chanceOfOne), hits * chanceOfOne * (1 - chanceOfOne));
    }

    // A difference is as significant as its rank among all allows (Benjamini and Hochberg 1995).
    internal static double[] Adjust(double[] chances)
    {
        int[] order = new int[chances.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        double[] sorted = [.. chances];
        Array.Sort(sorted, order);
        double[] adjusted = new double[chances.Length];
        double least = 1;
        for (int rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }

    private static double Exact(long observed, long least, long most, Func<long, double> logChance)
    {
        // Ties are as unlikely as the observed one, whatever the last bits of their logarithms say.
        double limit = logChance(observed) + 1e-7;
        double sum = 0;
        for (long k = least; k <= most; k++)
        {
            double own = logChance(k);
            sum += own <= limit ? Math.Exp(own) : 0;
        }

        return Math.Min(1, sum);
    }

    private static double Normal(double difference, double variance) =>
        variance <= 0 ? 1 : ComplementaryError(Math.Max(0, Math.Abs(difference) - 0.5) / Math.Sqrt(2 * variance));

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    // Stirling's series; exact sums where it is not good enough.
    private static double LogFactorial(long n)
    {
        if (n < 16)
        {
            double product = 1;
            for (long i = 2; i <= n; i++)
            {
                product *= i;
            }

            return Math.Log(product);
        }

        double x = n;
        return (x * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI * x)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }

    // The series of Abramowitz and Stegun 7.1.6 near 0, their continued fraction 7.1.14 beyond: small chances keep their order.
    private static double ComplementaryError(double x)
    {
        if (x < 2.5)
        {
            double term = x;
            double sum = x;
            for (int n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum);
        }

        double fraction = x;
        for (int n = 40; n > 0; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
