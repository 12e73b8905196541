namespace FlameScope.Benchmarks.Pairs;

/// <summary>What one pair of processes, an old one and a new one, took for a case.</summary>
/// <param name="Old">Nanoseconds of CPU time.</param>
/// <param name="New">Nanoseconds of CPU time.</param>
internal sealed record PairOfTimes(double Old, double New)
{
    /// <summary>New over old.</summary>
    public double Ratio => New / Old;

    /// <summary>
    /// Measures both in turn, old, new, new, old, and keeps the best of each: what else the machine does only makes slices longer.
    /// </summary>
    /// <param name="slices">How often each is measured.</param>
    /// <param name="startsWithNew">Which comes first.</param>
    /// <param name="measureOld">Measures the old one once.</param>
    /// <param name="measureNew">Measures the new one once.</param>
    public static PairOfTimes Measure(int slices, bool startsWithNew, Func<double> measureOld, Func<double> measureNew)
    {
        double[] olds = new double[slices];
        double[] news = new double[slices];
        for (int slice = 0; slice < slices; slice++)
        {
            bool newFirst = startsWithNew ^ (slice % 2 == 1);
            if (newFirst)
            {
                news[slice] = measureNew();
            }

            olds[slice] = measureOld();
            if (!newFirst)
            {
                news[slice] = measureNew();
            }
        }

        return new PairOfTimes(olds.Min(), news.Min());
    }
}
