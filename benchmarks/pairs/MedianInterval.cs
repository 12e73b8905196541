namespace FlameScope.Benchmarks.Pairs;

/// <summary>A median with the interval that holds the true one in at least 95 % of all comparisons, however the values are spread.</summary>
/// <remarks>
/// The interval of the sign test: each value lies on either side of the true median with probability ½, so the k-th smallest and
/// the k-th largest enclose it unless fewer than k values lie on one side, of which the binomial distribution tells the probability.
/// </remarks>
internal sealed record MedianInterval(double Low, double Median, double High)
{
    private const double MaxMiss = 0.05;

    /// <summary>The fewest values that have such an interval.</summary>
    public const int MinValues = 6;

    /// <param name="values">At least six, in any order.</param>
    public static MedianInterval Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        ArgumentOutOfRangeException.ThrowIfLessThan(sorted.Length, MinValues, nameof(values));
        int rank = RankFor(sorted.Length);
        return new MedianInterval(sorted[rank - 1], MedianOf(sorted), sorted[^rank]);
    }

    /// <summary>The median of values in ascending order.</summary>
    public static double MedianOf(ReadOnlySpan<double> sorted) =>
        (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    /// <summary>The largest k for which fewer than k of the values lie on one of the two sides in at most 5 % of all cases.</summary>
    private static int RankFor(int count)
    {
        double probability = Math.Pow(0.5, count);
        double miss = 2 * probability;
        int rank = 0;
        while (miss <= MaxMiss)
        {
            rank++;
            probability *= (count - rank + 1) / (double)rank;
            miss += 2 * probability;
        }

        return rank;
    }
}
