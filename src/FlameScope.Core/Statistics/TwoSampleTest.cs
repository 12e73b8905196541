namespace FlameScope.Statistics;

/// <summary>Whether two counts differ by more than chance.</summary>
/// <remarks>
/// Two-sided; exact (Fisher) where few samples are expected in any cell of the table, with the normal approximation and Yates' continuity
/// correction elsewhere.
/// </remarks>
internal static class TwoSampleTest
{
    // Where fewer samples than this are expected in any cell of the table, the approximation is too bold in the tails.
    private const double MinExpected = 30;

    /// <summary>
    /// The chance that two draws with the same share differ as much: of all ways to hand the samples of the node out to both sides,
    /// how many are as unlikely as this one.
    /// </summary>
    public static double PValueOfShares(long hitsOne, long sizeOne, long hitsOther, long sizeOther)
    {
        long hits = hitsOne + hitsOther;
        double size = (double)sizeOne + sizeOther;
        if (hits == 0 || hits >= size)
        {
            return 1;
        }

        double least = Math.Min(hits, size - hits) * Math.Min(sizeOne, sizeOther) / size;
        if (least < MinExpected)
        {
            return Exact(
                hitsOne,
                Math.Max(0, hits - sizeOther),
                Math.Min(hits, sizeOne),
                (long)((hits + 1.0) * (sizeOne + 1.0) / (size + 2)),
                k => LogChoose(sizeOne, k) + LogChoose(sizeOther, hits - k) - LogChoose(sizeOne + sizeOther, hits));
        }

        double expected = hits * (sizeOne / size);
        double variance = expected * (sizeOther / size) * (size - hits) / (size - 1);
        return Normal(hitsOne - expected, variance);
    }

    /// <summary>The chance that two counts differ as much, where each sample falls to the first with a given chance.</summary>
    public static double PValueOfRates(long hitsOne, long hitsOther, double chanceOfOne)
    {
        long hits = hitsOne + hitsOther;
        return hits * Math.Min(chanceOfOne, 1 - chanceOfOne) < MinExpected
            ? Exact(hitsOne, 0, hits, (long)((hits + 1) * chanceOfOne), k =>
                LogChoose(hits, k) + (k * Math.Log(chanceOfOne)) + ((hits - k) * Math.Log(1 - chanceOfOne)))
            : Normal(hitsOne - (hits * chanceOfOne), hits * chanceOfOne * (1 - chanceOfOne));
    }

    // Adds up all outcomes that are as unlikely as the observed one: the tail beyond it, and that on the other side of the mode.
    private static double Exact(long observed, long least, long most, long mode, Func<long, double> logChance)
    {
        // Ties are as unlikely as the observed one, whatever the last bits of their logarithms say.
        double limit = logChance(observed) + 1e-6;
        mode = Math.Clamp(mode, least, most);
        if (logChance(mode) <= limit)
        {
            return 1;
        }

        int outwards = observed < mode ? -1 : 1;
        long end = outwards < 0 ? most : least;
        return Math.Min(1, Tail(observed, outwards, least, most, logChance)
            + Tail(FirstUnlikely(mode, -outwards, Math.Abs(end - mode), limit, logChance), -outwards, least, most, logChance));
    }

    // Chances fall from the mode to either end: the outcome nearest to the mode that is unlikely enough, or one beyond the end.
    private static long FirstUnlikely(long mode, int step, long steps, double limit, Func<long, double> logChance)
    {
        long likely = 0;
        long unlikely = steps + 1;
        while (unlikely - likely > 1)
        {
            long middle = likely + ((unlikely - likely) / 2);
            if (logChance(mode + (step * middle)) <= limit)
            {
                unlikely = middle;
            }
            else
            {
                likely = middle;
            }
        }

        return mode + (step * unlikely);
    }

    private static double Tail(long start, int step, long least, long most, Func<long, double> logChance)
    {
        double sum = 0;
        for (long k = start; k >= least && k <= most; k += step)
        {
            double own = Math.Exp(logChance(k));
            sum += own;
            if (own <= sum * 1e-15)
            {
                break;
            }
        }

        return sum;
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
