using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class ProfileTimeTests
{
    private const long Second = 1_000_000_000;

    // Time 0 of the clock is 2026-11-22 18:25:00 UTC: the recording lasts from 19:42:05.25 to 19:42:36.
    private static readonly long Epoch = (long)(new DateTimeOffset(2026, 11, 22, 18, 25, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).TotalSeconds * Second;

    [Theory]
    [InlineData("7.2", 4625 * Second + 7_200_000_000)]
    [InlineData(".5", 4625 * Second + 500_000_000)]
    [InlineData("0", 4625 * Second)]
    [InlineData("@4632.2", 4632 * Second + 200_000_000)]
    [InlineData("@0.000000001", 1)]
    [InlineData("@-3", -3 * Second)]
    [InlineData("19:42:21", 4641 * Second)]
    [InlineData("19:42:21.5", 4641 * Second + 500_000_000)]
    [InlineData("19:42:21.5Z", 4641 * Second + 500_000_000)]
    [InlineData("19:43", 4680 * Second)]
    [InlineData("19:42:05", 4625 * Second)]
    [InlineData("19:42:04", (4624 + 86400) * Second)]
    [InlineData("2026-11-22T19:42:21.5Z", 4641 * Second + 500_000_000)]
    [InlineData("2026-11-22T19:42:21.000000001", 4641 * Second + 1)]
    [InlineData("2026-11-22 19:42:21", 4641 * Second)]
    [InlineData("2026-11-22T21:42:21+02:00", 4641 * Second)]
    [InlineData("2026-11-22T14:12:21-05:30", 4641 * Second)]
    public void A_time_in_each_form_is_the_same_instant(string text, long expected)
    {
        Assert.Equal(expected, ProfileTime.Parse(text).ResolveIn(Recording(Epoch)));
        Assert.Equal(ProfileTime.Parse(text).ResolveIn(Recording(Epoch)), ProfileTime.Parse(ProfileTime.Parse(text).ToString()).ResolveIn(Recording(Epoch)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 7")]
    [InlineData("-1")]
    [InlineData("7s")]
    [InlineData("1e3")]
    [InlineData(".")]
    [InlineData("0.0000000001")]
    [InlineData("99999999999")]
    [InlineData("@")]
    [InlineData("24:00:00")]
    [InlineData("19:60")]
    [InlineData("19:42:60")]
    [InlineData("19:42:1")]
    [InlineData("19:42:")]
    [InlineData("19:42:.5")]
    [InlineData("2026-11-22")]
    [InlineData("2026-13-22T19:42:21Z")]
    [InlineData("2026-11-22T19:42:21+2")]
    [InlineData("2026-11-22T19:42:21Z+02:00")]
    [InlineData("2026-11-22T+02:00")]
    public void What_is_no_time_says_which_forms_there_are(string text)
    {
        string message = Assert.Throws<ArgumentException>(() => ProfileTime.Parse(text)).Message;
        Assert.StartsWith($"'{text}' is no time: expected seconds such as 7.2", message, StringComparison.Ordinal);
        Assert.Contains("@4625.3", message, StringComparison.Ordinal);
        Assert.Contains("19:42:21", message, StringComparison.Ordinal);
        Assert.Contains("2026-11-22T19:42:21.5Z", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_of_day_may_lie_past_midnight()
    {
        SampleStore store = Recording((long)(new DateTimeOffset(2026, 11, 22, 22, 42, 40, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).TotalSeconds * Second);
        Assert.Equal(new TimeRange(4630 * Second, 4645 * Second), store.RangeOf(ProfileTime.Parse("23:59:50"), ProfileTime.Parse("00:00:05")));
    }

    [Fact]
    public void A_range_may_have_ends_of_different_kinds_or_none()
    {
        SampleStore store = Recording(Epoch);
        Assert.Null(store.RangeOf(null, (ProfileTime?)null));
        Assert.Equal(new TimeRange(4632 * Second, 4641 * Second), store.RangeOf(ProfileTime.Parse("7"), ProfileTime.Parse("19:42:21")));
        Assert.Equal(new TimeRange(4625 * Second, 4626 * Second), store.RangeOf(null, ProfileTime.Parse("@4626")));
        Assert.Equal(new TimeRange(4632 * Second, store.TimeRange.End), store.RangeOf(ProfileTime.Parse("7"), null));
        Assert.Equal("The slice ends at @4626 before it starts at 7.", Error(store, "7", "@4626"));
    }

    [Theory]
    [InlineData("31", null, "from 0.25 to 31.")]
    [InlineData("@100", "@200", "from @4625.25 to @4656.")]
    [InlineData("20:00:00", null, "from 19:42:05.25 to 19:42:36.")]
    [InlineData("2026-11-23T00:00:00Z", null, "from 2026-11-22T19:42:05.25Z to 2026-11-22T19:42:36Z.")]
    [InlineData(null, "@3.5", "from @4625.25 to @4656.")]
    public void A_range_outside_the_recording_tells_its_bounds_in_the_same_form(string? from, string? to, string bounds)
    {
        SampleStore store = Recording(Epoch, last: (4656 * Second) - 1);
        Assert.EndsWith($"lies outside the recording, which lasts {bounds}", Error(store, from, to), StringComparison.Ordinal);
    }

    [Fact]
    public void The_seconds_in_which_a_recording_starts_and_ends_belong_to_it_whole()
    {
        SampleStore store = Recording(Epoch, last: 4655 * Second);
        Assert.Equal(new TimeRange(4625 * Second, 4625 * Second), store.RangeOf(ProfileTime.Parse("0"), ProfileTime.Parse("0")));
        Assert.Equal(new TimeRange(4655 * Second + 900_000_000, 4656 * Second), store.RangeOf(ProfileTime.Parse("30.9"), ProfileTime.Parse("31")));
    }

    [Theory]
    [InlineData("7", "6.9", true)]
    [InlineData("7", "7", false)]
    [InlineData("@7", "6", false)]
    [InlineData("@7", "@6", true)]
    [InlineData("19:42:22", "19:42:21", false)]
    [InlineData("2026-11-22T19:42:22Z", "2026-11-22T20:42:21+01:00", true)]
    public void A_time_lies_after_another_where_no_profile_could_tell_otherwise(string text, string other, bool expected) =>
        Assert.Equal(expected, ProfileTime.Parse(text).IsAfter(ProfileTime.Parse(other)));

    [Fact]
    public void A_wall_clock_time_needs_a_recording_that_knows_the_wall_clock()
    {
        string message = Assert.Throws<InvalidOperationException>(() => ProfileTime.Parse("19:42:21").ResolveIn(Recording(null))).Message;
        Assert.Contains("19:42:21 is nowhere in it: give seconds", message, StringComparison.Ordinal);
        Assert.Equal(7, ProfileTime.Parse("@0.000000007").ResolveIn(Recording(null)));
    }

    [Fact]
    public void Seconds_read_back_as_they_were_written()
    {
        Random random = new(1);
        for (int i = 0; i < 1000; i++)
        {
            long time = random.NextInt64(long.MaxValue) >> random.Next(63);
            Assert.True(TimeText.TryParseSeconds(TimeText.Seconds(time), out long read));
            Assert.Equal(time, read);
            SampleStore store = Recording(Epoch);
            long inside = random.NextInt64(store.TimeRange.Start, store.TimeRange.End);
            foreach (string form in new[] { "1", "@1", "19:42:21", "2026-11-22T19:42:21Z" })
            {
                Assert.Equal(inside, ProfileTime.Parse(ProfileTime.Parse(form).Describe(store, inside)).ResolveIn(store));
            }
        }

        Assert.Equal("-1.5", TimeText.Seconds(-1_500_000_000));
    }

    private static string Error(SampleStore store, string? from, string? to) => Assert.Throws<ArgumentException>(() => store.RangeOf(
        from is null ? null : ProfileTime.Parse(from), to is null ? null : ProfileTime.Parse(to))).Message;

    private static SampleStore Recording(long? epoch, long last = (4655 * Second) + 999_999_999)
    {
        SampleStoreBuilder builder = new() { Header = new ProfileHeader { ClockEpochNanoseconds = epoch } };
        builder.Add((4625 * Second) + 250_000_000, "java", "main");
        builder.Add(last, "java", "main");
        return builder.Build();
    }
}
