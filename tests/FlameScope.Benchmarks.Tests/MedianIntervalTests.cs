using System.Numerics;
using CsCheck;
using FlameScope.Benchmarks.Pairs;

namespace FlameScope.Benchmarks.Tests;

public sealed class MedianIntervalTests
{
    // The ranks of the usual tables for the sign test at 5 %, two-sided.
    [Theory]
    [InlineData(6, 1)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    [InlineData(11, 2)]
    [InlineData(12, 3)]
    [InlineData(15, 4)]
    [InlineData(17, 5)]
    [InlineData(20, 6)]
    [InlineData(25, 8)]
    [InlineData(100, 40)]
    public void The_interval_goes_from_the_kth_smallest_to_the_kth_largest_value_of_the_tables(int count, int rank)
    {
        MedianInterval interval = MedianInterval.Of(Enumerable.Range(1, count).Select(value => (double)value));

        Assert.Equal((rank, count + 1 - rank), ((int)interval.Low, (int)interval.High));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(17)]
    public void Of_all_ways_to_lie_around_the_true_median_95_percent_are_covered_and_a_narrower_interval_covers_fewer(int count)
    {
        int rank = (int)MedianInterval.Of(Enumerable.Range(1, count).Select(value => (double)value)).Low;

        Assert.True(ShareCovered(count, rank) >= 0.95);
        Assert.True(ShareCovered(count, rank + 1) < 0.95);
    }

    [Fact]
    public void The_order_of_the_values_does_not_matter() =>
        Gen.Double[0.5, 2].Array[6, 40].Sample(values =>
            Assert.Equal(MedianInterval.Of(values), MedianInterval.Of(values.Order().Reverse())));

    [Fact]
    public void The_interval_encloses_the_median() =>
        Gen.Double[0.5, 2].Array[6, 40].Sample(values =>
        {
            MedianInterval interval = MedianInterval.Of(values);
            Assert.InRange(interval.Median, interval.Low, interval.High);
        });

    [Fact]
    public void One_wild_value_of_eleven_moves_nothing() =>
        Assert.Equal(
            MedianInterval.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
            MedianInterval.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1e9]));

    [Fact]
    public void The_median_of_an_even_number_of_values_lies_midway() =>
        Assert.Equal(3.5, MedianInterval.Of([1, 2, 3, 4, 5, 6]).Median);

    [Fact]
    public void Five_values_have_no_such_interval() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianInterval.Of([1, 2, 3, 4, 5]));

    // Each bit is a value below (0) or above (1) the true median: both are as likely, so all patterns are.
    private static double ShareCovered(int count, int rank)
    {
        int covered = 0;
        for (uint pattern = 0; pattern < 1u << count; pattern++)
        {
            int above = BitOperations.PopCount(pattern);
            covered += above >= rank && count - above >= rank ? 1 : 0;
        }

        return covered / (double)(1u << count);
    }
}
