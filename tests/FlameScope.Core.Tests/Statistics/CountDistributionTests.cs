using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class CountDistributionTests
{
    [Theory]
    [InlineData(1.0, 12)]
    [InlineData(10.0, 31)]
    [InlineData(0.05, 6)]
    public void Evidence_bounds_the_probability_of_a_Poisson_count(double expected, int count)
    {
        double tail = 0;
        double term = Math.Exp(-expected);
        for (int k = 0; k < count + 400; k++)
        {
            tail += k >= count ? term : 0;
            term *= expected / (k + 1);
        }

        double bound = Math.Exp(-CountDistribution.Evidence(count, expected, 1));

        Assert.InRange(bound, tail, 40 * tail);
    }

    [Theory]
    [InlineData(0.5, 0.67, 12)]
    [InlineData(6.0, 0.4, 30)]
    public void Evidence_of_runs_is_how_often_runs_add_up_to_as_much(double expected, double persistence, int count)
    {
        Random random = new(8);
        const int Rounds = 400_000;
        int asMany = 0;
        int least = count / 2;
        for (int round = 0; round < Rounds; round++)
        {
            int samples = 0;
            double runs = expected * (1 - persistence);
            for (double at = -Math.Log(1 - random.NextDouble()); at < runs; at -= Math.Log(1 - random.NextDouble()))
            {
                do
                {
                    samples++;
                }
                while (random.NextDouble() < persistence);
            }

            asMany += samples >= least ? 1 : 0;
        }

        Assert.InRange(Math.Exp(-CountDistribution.EvidenceOfRuns(least, expected, persistence)), 0.9 * asMany / Rounds, 1.1 * asMany / Rounds);
        Assert.True(CountDistribution.EvidenceOfRuns(count, expected, persistence) > CountDistribution.EvidenceOfRuns(least, expected, persistence));
        Assert.True(CountDistribution.EvidenceOfRuns(count, expected, 0) > CountDistribution.EvidenceOfRuns(count, expected, persistence));
    }

    [Fact]
    public void Evidence_shrinks_with_dispersion_and_is_Poisson_in_the_limit()
    {
        Assert.Equal(CountDistribution.Evidence(30, 10, 1), CountDistribution.Evidence(30, 10, 1 + 1e-5), 3);
        Assert.True(CountDistribution.Evidence(30, 10, 4) < CountDistribution.Evidence(30, 10, 2));
        Assert.Equal(0, CountDistribution.Evidence(10, 10, 3), 9);
    }

    [Theory]
    [InlineData(3.5, 1.0, 12.0)]
    [InlineData(0.02, 2.5, 16.0)]
    [InlineData(120.0, 1.7, 9.0)]
    public void Borders_are_the_first_counts_with_enough_evidence(double expected, double dispersion, double evidence)
    {
        int most = CountDistribution.SmallestExcess(expected, dispersion, evidence, 0, 100_000);
        Assert.True(CountDistribution.Evidence(most, expected, dispersion) >= evidence);
        Assert.True(most - 1 <= expected || CountDistribution.Evidence(most - 1, expected, dispersion) < evidence);

        int least = CountDistribution.LargestDeficit(expected, dispersion, evidence);
        Assert.True(least < 0 || CountDistribution.Evidence(least, expected, dispersion) >= evidence);
        Assert.True(least + 1 > expected || CountDistribution.Evidence(least + 1, expected, dispersion) < evidence);
    }
}
