namespace FlameScope.Statistics;

/// <summary>The correction for many tests of Benjamini and Hochberg (1995).</summary>
internal static class FalseDiscoveryRate
{
    /// <summary>Each p-value as its rank among all of them allows; never below the value itself.</summary>
    public static double[] Adjust(double[] values)
    {
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        double[] sorted = [.. values];
        Array.Sort(sorted, order);
        double[] adjusted = new double[values.Length];
        double smallest = 1;
        for (int rank = order.Length; rank > 0; rank--)
        {
            smallest = Math.Min(smallest, sorted[rank - 1] * order.Length / rank);
            adjusted[order[rank - 1]] = smallest;
        }

        return adjusted;
    }
}
