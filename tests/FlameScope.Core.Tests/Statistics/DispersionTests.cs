using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class DispersionTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Dispersion_is_estimated_in_spite_of_a_burst_and_a_trend(double dispersion)
    {
        Random random = new(5);
        int[] windows = [.. Enumerable.Range(0, 2000)];
        int[] counts = [.. windows.Select(i => Draw(random, 20 + (i / 200.0), dispersion))];
        Array.Fill(counts, 200, 900, 40);

        double estimate = new Dispersion(12).Estimate(windows, counts, windows.Length, counts.Sum());

        Assert.InRange(estimate, 0.75 * dispersion, 1.25 * dispersion);
    }

    // Clumps of samples that come together: variance over mean is the size of a clump.
    private static int Draw(Random random, double mean, double dispersion)
    {
        double left = mean / dispersion;
        int clumps = 0;
        for (double at = -Math.Log(1 - random.NextDouble()); at < left; at -= Math.Log(1 - random.NextDouble()))
        {
            clumps++;
        }

        return (int)(clumps * dispersion);
    }
}
