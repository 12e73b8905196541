using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class GapHistogramTests
{
    [Fact]
    public void The_interval_is_the_commonest_gap_in_spite_of_pauses_and_bursts()
    {
        GapHistogram gaps = new();
        for (int i = 0; i < 100; i++)
        {
            gaps.Add(10_000_000 + (i % 3 * 1000));
            gaps.Add(10_000_000L * (2 + i));
        }

        (long interval, bool isRegular) = gaps.FindInterval();
        Assert.InRange(interval, 10_000_000, 10_002_000);
        Assert.True(isRegular);
    }

    [Fact]
    public void A_clock_on_the_border_of_two_bins_is_one_clock()
    {
        GapHistogram gaps = new();
        long border = 1L << 20;
        for (int i = 0; i < 50; i++)
        {
            gaps.Add(border - 10_000);
            gaps.Add(border + 10_000);
        }

        // Neither bin alone has this mean.
        (long interval, bool isRegular) = gaps.FindInterval();
        Assert.Equal(border, interval);
        Assert.True(isRegular);
    }

    [Fact]
    public void Gaps_of_all_lengths_are_no_clock()
    {
        GapHistogram gaps = new();
        for (int octave = 0; octave < 40; octave++)
        {
            gaps.Add((1L << octave) + (octave / 3));
        }

        Assert.False(gaps.FindInterval().IsRegular);
    }

    [Fact]
    public void Samples_of_one_instant_and_steps_back_tell_nothing()
    {
        GapHistogram gaps = new();
        gaps.Add(0);
        gaps.Add(-5);
        Assert.Equal(0, gaps.Count);
        Assert.Equal((1, false), gaps.FindInterval());
    }
}
