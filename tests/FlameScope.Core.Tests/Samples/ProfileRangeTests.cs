using CsCheck;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class ProfileRangeTests
{
    [Fact]
    public void Seconds_count_from_the_origin()
    {
        SampleStore store = Stores.Of((7_300_000_000, "a", "x"));
        Assert.Equal(new TimeRange(7_100_000_000, 7_250_000_001), store.RangeOfSeconds(0.1, 0.250000001));
        Assert.Equal(new TimeRange(7_100_000_000, 9_000_000_000), store.RangeOf(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)));
        Assert.Equal(new TimeRange(6_500_000_000, 7_000_000_000), store.RangeOfSeconds(-0.5, 0));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(0, 1e11)]
    [InlineData(2, 1)]
    public void Seconds_that_are_no_range_are_refused(double start, double end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Stores.Of((0, "a", "x")).RangeOfSeconds(start, end));

    [Fact]
    public void The_wall_clock_is_unknown_unless_the_input_tells()
    {
        SampleStore store = Stores.Of((0, "a", "x"));
        Assert.Null(store.WallClockOf(0));
        Assert.Null(store.TimeOf(DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Wall_clock_and_profile_time_lead_to_each_other() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000_000_000], Gen.Long[0, 1_000_000_000_000]).Sample((epoch, ticks) =>
        {
            SampleStoreBuilder builder = new() { Header = new ProfileHeader { ClockEpochNanoseconds = epoch / 100 * 100 } };
            builder.Add(0, "a", "x");
            SampleStore store = builder.Build();
            long time = ticks * 100;
            DateTimeOffset? clock = store.WallClockOf(time);
            Assert.NotNull(clock);
            Assert.Equal(time, store.TimeOf(clock.Value));
            Assert.Equal(time, store.TimeOf(clock.Value.ToOffset(TimeSpan.FromHours(5))));
        });
}
