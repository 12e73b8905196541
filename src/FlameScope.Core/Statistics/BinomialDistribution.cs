namespace FlameScope.Statistics;

/// <summary>How often something that happens by chance happens as often as it did.</summary>
internal static class BinomialDistribution
{
    // Terms that are smaller than this beside the largest change nothing.
    private const double Negligible = 1e-18;

    /// <summary>The probability that at least some of several independent trials succeed.</summary>
    /// <param name="successes">How many at least, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="probability">The probability of success of each, 0 to 1.</param>
    public static double AtLeast(int successes, int trials, double probability)
    {
        if (successes <= 0 || probability >= 1)
        {
            return 1;
        }

        if (probability <= 0)
        {
            return 0;
        }

        // Terms grow up to the mean and fall from there on: the smaller tail is added up, from its large end.
        return successes > trials * probability
            ? Sum(successes, trials, probability)
            : 1 - Sum(trials - successes + 1, trials, 1 - probability);
    }

    private static double Sum(int first, int trials, double probability)
    {
        double logarithm = (first * Math.Log(probability)) + ((trials - first) * Math.Log(1 - probability));
        for (int i = 1; i <= trials - first; i++)
        {
            logarithm += Math.Log((double)(first + i) / i);
        }

        double odds = probability / (1 - probability);
        double term = 1;
        double sum = 1;
        for (int k = first; k < trials && term > sum * Negligible; k++)
        {
            term *= (double)(trials - k) / (k + 1) * odds;
            sum += term;
        }

        return Math.Min(1, Math.Exp(logarithm) * sum);
    }
}
