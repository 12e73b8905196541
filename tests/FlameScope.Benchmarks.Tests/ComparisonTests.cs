using FlameScope.Benchmarks.Pairs;

namespace FlameScope.Benchmarks.Tests;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData(1.01, 1.05, "slower")]
    [InlineData(0.90, 0.99, "faster")]
    [InlineData(0.97, 1.04, "no difference")]
    [InlineData(1.00, 1.00, "no difference")]
    public void A_case_is_slower_or_faster_only_if_the_whole_interval_says_so(double low, double high, string verdict) =>
        Assert.Equal(verdict, Of("parse", low, high).Verdict);

    [Fact]
    public void The_threshold_must_lie_below_the_whole_interval()
    {
        Comparison comparison = Of("parse", 1.02, 1.2);

        Assert.True(comparison.IsSlowerBy(0.01));
        Assert.False(comparison.IsSlowerBy(0.03));
    }

    [Fact]
    public void Each_pair_gives_a_ratio_of_its_own()
    {
        Comparison comparison = new("parse", "bundled");
        for (int pair = 1; pair <= 11; pair++)
        {
            comparison.Add(new PairOfTimes(pair * 100, pair * 110));
        }

        Assert.Equal((600, 660), (comparison.Old, comparison.New));
        Assert.Equal((1.1, 1.1, 1.1), (Math.Round(comparison.Ratio.Low, 9), Math.Round(comparison.Ratio.Median, 9), Math.Round(comparison.Ratio.High, 9)));
    }

    [Fact]
    public void The_report_has_a_row_for_each_case_and_names_those_that_are_too_slow()
    {
        StringWriter output = new();

        bool isTooSlow = Report.Write([Of("parse", 1.04, 1.06), Of("find", 1.01, 1.09)], 0.03, output);

        Assert.True(isTooSlow);
        Assert.Equal(
            """
            | case | input | old | new | new / old | 95 % interval | verdict |
            | --- | --- | --- | --- | --- | --- | --- |
            | parse | bundled | 2.00 ms | 2.10 ms | 1.050 | 1.040 to 1.060 | slower |
            | find | bundled | 2.00 ms | 2.10 ms | 1.050 | 1.010 to 1.090 | slower |

            Slower by more than 3 %: parse (bundled).

            """,
            output.ToString());
    }

    [Fact]
    public void Without_a_threshold_nothing_is_too_slow()
    {
        StringWriter output = new();

        Assert.False(Report.Write([Of("parse", 2, 3)], null, output));
        Assert.DoesNotContain("Slower by", output.ToString(), StringComparison.Ordinal);
    }

    // Eleven pairs whose interval is as asked for, the outermost value on each side aside.
    private static Comparison Of(string name, double low, double high)
    {
        Comparison comparison = new(name, "bundled");
        double middle = (low + high) / 2;
        foreach (double ratio in (double[])[0.1, low, middle, middle, middle, middle, middle, middle, middle, high, 10])
        {
            comparison.Add(new PairOfTimes(2_000_000, 2_000_000 * ratio));
        }

        return comparison;
    }
}
