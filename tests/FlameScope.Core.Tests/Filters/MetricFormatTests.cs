namespace FlameScope.Core.Tests.Filters;

public sealed class MetricFormatTests
{
    private static readonly Metric Time = new("cpu-clock", "ns");
    private static readonly Metric Cycles = new("cycles", "cycles");

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(1, "1 ns", "1 ns")]
    [InlineData(999, "999 ns", "999 ns")]
    [InlineData(250_000_000, "250.0 ms", "250.0 ms")]
    [InlineData(12_345_678, "12.35 ms", "12.35 ms")]
    [InlineData(999_960_000, "1.000 s", "1.000 s")]
    public void Times_have_the_unit_that_suits_them(double value, string text, string withUnit)
    {
        Assert.Equal(text, Time.Format(value));
        Assert.Equal(withUnit, Time.FormatWithUnit(value));
    }

    [Theory]
    [InlineData(999_999, "999,999")]
    [InlineData(12_345_678, "12.35 M")]
    [InlineData(-2.5, "-2.5")]
    public void Large_values_are_rounded_to_four_digits(double value, string text) => Assert.Equal(text, Cycles.Format(value));

    [Fact]
    public void Samples_keep_every_digit() => Assert.Equal("12,345,678 samples", Metric.Samples.FormatWithUnit(12_345_678));
}
