using CsCheck;
using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class BinomialDistributionTests
{
    [Theory]
    [InlineData(0, 0, 0.5, 1)]
    [InlineData(0, 10, 0.5, 1)]
    [InlineData(1, 1, 0.25, 0.25)]
    [InlineData(1, 10, 0.1, 0.6513215599)]
    [InlineData(5, 10, 0.5, 0.623046875)]
    [InlineData(10, 10, 0.5, 0.0009765625)]
    [InlineData(3, 5, 0, 0)]
    [InlineData(3, 5, 1, 1)]
    [InlineData(1, 1_000_000, 1e-6, 0.63212074)]
    public void Known_probabilities_are_met(int successes, int trials, double probability, double expected) =>
        Assert.Equal(expected, BinomialDistribution.AtLeast(successes, trials, probability), 1e-7);

    [Fact]
    public void The_tail_is_the_sum_of_its_terms() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 40], Gen.Double[0.001, 0.999]).Sample((trials, successes, probability) =>
        {
            successes = Math.Min(successes, trials);
            double sum = 0;
            for (int k = successes; k <= trials; k++)
            {
                double ways = 1;
                for (int i = 1; i <= k; i++)
                {
                    ways *= (double)(trials - k + i) / i;
                }

                sum += ways * Math.Pow(probability, k) * Math.Pow(1 - probability, trials - k);
            }

            Assert.Equal(sum, BinomialDistribution.AtLeast(successes, trials, probability), 1e-9);
        });

    [Fact]
    public void A_very_small_chance_keeps_its_size() =>
        Assert.Equal(1e-300, BinomialDistribution.AtLeast(100, 100, 1e-3), 1e-310);
}
