namespace FlameScope.Statistics;

/// <summary>How unlikely a count is under a Poisson or, where counts vary more than that, a negative binomial distribution.</summary>
/// <remarks>
/// The evidence is the divergence of the observed mean from the expected one, in nats; by Chernoff's bound the probability of a
/// count as extreme is at most <c>exp(-evidence)</c>.
/// </remarks>
internal static class CountDistribution
{
    private const double NearlyPoisson = 1e-6;
    private const double Negligible = 1e-6;
    private const int MaxTerms = 1000;
    private const double MaxExpected = 300;

    /// <param name="count">The observed count.</param>
    /// <param name="expected">Its expectation; above 0.</param>
    /// <param name="dispersion">Variance over mean; 1 for Poisson.</param>
    public static double Evidence(double count, double expected, double dispersion)
    {
        if (dispersion <= 1 + NearlyPoisson)
        {
            double divergence = (count > 0 ? count * Math.Log(count / expected) : 0) - (count - expected);
            return divergence / dispersion;
        }

        double size = expected / (dispersion - 1);
        double ofCount = count > 0 ? count * Math.Log(count / expected) : 0;
        return ofCount - ((count + size) * Math.Log((count + size) / (expected + size)));
    }

    /// <summary>A bound that no evidence of a Poisson distribution passes, without a logarithm: log x is at most x - 1.</summary>
    /// <param name="count">The observed count.</param>
    /// <param name="expected">Its expectation; above 0.</param>
    public static double MaxEvidence(double count, double expected) => (count - expected) * (count - expected) / expected;

    /// <summary>The smallest count above the expectation with at least this evidence, from a start up to a count that has it.</summary>
    public static int SmallestExcess(double expected, double dispersion, double evidence, int start, int enough)
    {
        int low = Math.Max(start, (int)Math.Ceiling(expected));
        int high = Math.Max(low, enough);
        while (low < high)
        {
            int middle = low + ((high - low) >> 1);
            if (Evidence(middle, expected, dispersion) < evidence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The largest count below the expectation with at least this evidence; -1 where even 0 has less.</summary>
    public static int LargestDeficit(double expected, double dispersion, double evidence)
    {
        if (Evidence(0, expected, dispersion) < evidence)
        {
            return -1;
        }

        int low = 0;
        int high = (int)Math.Min(int.MaxValue, expected);
        while (low < high)
        {
            int middle = low + ((high - low + 1) >> 1);
            if (Evidence(middle, expected, dispersion) >= evidence)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>
    /// The evidence of a count that is too large where samples come in runs: runs begin at random and go on with the same probability after
    /// every sample, so that what they add up to is of Pólya's and Aeppli's distribution. Minus the logarithm of the probability itself.
    /// </summary>
    /// <param name="count">The observed count.</param>
    /// <param name="expected">Its expectation; above 0.</param>
    /// <param name="persistence">The probability that a run goes on, below 1.</param>
    public static double EvidenceOfRuns(double count, double expected, double persistence)
    {
        double runs = expected * (1 - persistence);
        if (count > MaxTerms || expected > MaxExpected || count <= expected)
        {
            // Its variance over mean, in the bound for such.
            return Evidence(count, expected, DispersionOfRuns(persistence));
        }

        // Panjer's recursion; the two sums run over all sizes of the last run.
        double term = Math.Exp(-runs);
        double sizes = 0;
        double weighted = 0;
        double tail = 0;
        for (int k = 0; k < count || term > Negligible * tail; k++)
        {
            tail += k < count ? 0 : term;
            sizes = term + (persistence * sizes);
            weighted = sizes + (persistence * weighted);
            term = runs * (1 - persistence) * weighted / (k + 1);
        }

        return tail > 0 ? -Math.Log(tail) : Evidence(count, expected, DispersionOfRuns(persistence));
    }

    /// <summary>Variance over mean where samples come in runs.</summary>
    public static double DispersionOfRuns(double persistence) => (1 + persistence) / (1 - persistence);
}
