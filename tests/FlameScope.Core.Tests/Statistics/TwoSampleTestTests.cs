using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class TwoSampleTestTests
{
    // Fisher's tea tasting: 3 of 4 against 1 of 4 is the textbook's 0.4857.
    [Theory]
    [InlineData(3, 4, 1, 4, 0.4857142857)]
    [InlineData(4, 4, 0, 4, 0.0285714286)]
    [InlineData(1, 10, 11, 12, 0.0002892)]
    [InlineData(0, 100, 0, 50, 1)]
    [InlineData(5, 5, 7, 7, 1)]
    public void Few_samples_are_tested_exactly(long hitsOne, long sizeOne, long hitsOther, long sizeOther, double expected) =>
        Assert.Equal(expected, TwoSampleTest.PValueOfShares(hitsOne, sizeOne, hitsOther, sizeOther), 1e-6);

    // Few samples on one side against many on the other: the exact chances, worked out with rational numbers.
    [Theory]
    [InlineData(6, 100, 94, 10_000, 4.5589e-4)]
    [InlineData(94, 10_000, 6, 100, 4.5589e-4)]
    [InlineData(94, 100, 9_906, 10_000, 4.5589e-4)]
    public void Unequal_sides_are_tested_exactly_however_many_samples_there_are(
        long hitsOne, long sizeOne, long hitsOther, long sizeOther, double expected) =>
        Assert.Equal(1, TwoSampleTest.PValueOfShares(hitsOne, sizeOne, hitsOther, sizeOther) / expected, 0.01);

    [Fact]
    public void Every_small_table_has_the_chance_that_adding_up_all_outcomes_gives()
    {
        for (int sizeOne = 1; sizeOne < 10; sizeOne++)
        {
            for (int sizeOther = 1; sizeOther < 10; sizeOther++)
            {
                for (int hits = 0; hits <= sizeOne + sizeOther; hits++)
                {
                    double[] ways = [.. Enumerable.Range(0, sizeOne + 1).Select(k => Choose(sizeOne, k) * Choose(sizeOther, hits - k))];
                    for (int k = Math.Max(0, hits - sizeOther); k <= Math.Min(hits, sizeOne); k++)
                    {
                        double expected = ways.Where(way => way <= ways[k]).Sum() / ways.Sum();
                        Assert.Equal(expected, TwoSampleTest.PValueOfShares(k, sizeOne, hits - k, sizeOther), 1e-6);
                    }
                }
            }
        }

        static double Choose(int n, int k) =>
            k < 0 || k > n ? 0 : Enumerable.Range(1, k).Aggregate(1.0, (ways, i) => Math.Round(ways * (n - k + i) / i));
    }

    // 60 of 200 against 30 of 200 with Yates' correction: z = 3.4721.
    [Fact]
    public void Many_samples_are_tested_by_the_normal_approximation() =>
        Assert.Equal(0.000516, TwoSampleTest.PValueOfShares(60, 200, 30, 200), 2e-5);

    [Theory]
    [InlineData(8, 2, 0.5, 0.109375)]
    [InlineData(0, 5, 0.5, 0.0625)]
    [InlineData(0, 0, 0.5, 1)]
    public void Rates_are_tested_by_who_got_the_samples(long one, long other, double chanceOfOne, double expected) =>
        Assert.Equal(expected, TwoSampleTest.PValueOfRates(one, other, chanceOfOne), 1e-6);
}
