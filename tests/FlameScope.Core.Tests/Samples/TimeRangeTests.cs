namespace FlameScope.Core.Tests.Samples;

public sealed class TimeRangeTests
{
    [Fact]
    public void A_range_holds_its_start_and_not_its_end()
    {
        TimeRange range = new(10, 20);
        Assert.True(range.Contains(10));
        Assert.True(range.Contains(19));
        Assert.False(range.Contains(20));
        Assert.False(range.Contains(9));
    }

    [Fact]
    public void An_empty_range_holds_nothing()
    {
        TimeRange range = new(0, 0);
        Assert.True(range.IsEmpty);
        Assert.False(range.Contains(0));
        Assert.Equal(0, range.Duration);
    }

    [Fact]
    public void A_range_that_ends_before_it_starts_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeRange(2, 1));

    [Theory]
    [InlineData(0, 10, 5, 15, 5, 10)]
    [InlineData(0, 10, 10, 20, 10, 10)]
    [InlineData(0, 10, 20, 30, 10, 10)]
    [InlineData(20, 30, 0, 10, 20, 20)]
    [InlineData(0, 10, 2, 3, 2, 3)]
    public void Ranges_intersect(long start, long end, long otherStart, long otherEnd, long expectedStart, long expectedEnd) =>
        Assert.Equal(
            new TimeRange(expectedStart, expectedEnd),
            new TimeRange(start, end).Intersect(new TimeRange(otherStart, otherEnd)));

    [Fact]
    public void The_longest_range_has_no_negative_duration() =>
        Assert.Equal(long.MaxValue, new TimeRange(long.MinValue, long.MaxValue).Duration);
}
