using FlameScope.Export.Svg;

namespace FlameScope.Core.Tests.Export;

public sealed class TimeLabelsTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(0, 60, 12, "0 5 10", "seconds")]
    [InlineData(0, 1_200, 10, "0 120 240", "seconds")]
    [InlineData(0, 1_800, 18, "0:00 2:00 4:00", "minutes and seconds")]
    [InlineData(1_300, 1_360, 6, "21:40 21:50 22:00", "minutes and seconds")]
    [InlineData(0, 3_600, 12, "0:00 0:05 0:10", "hours and minutes")]
    [InlineData(0, 86_400, 12, "0:00 2:00 4:00", "hours and minutes")]
    [InlineData(10_800, 10_860, 6, "3:00:00 3:00:10 3:00:20", "hours, minutes and seconds")]
    [InlineData(90_000, 90_600, 5, "25:00 25:02 25:04", "hours and minutes")]
    [InlineData(-7_200, 3_600, 12, "-2:00 -1:40 -1:20", "hours and minutes")]
    [InlineData(0, 864_000, 5, "0 2 4", "days")]
    public void Long_times_are_told_as_a_clock(int first, int last, int maxTicks, string labels, string words)
    {
        TimeLabels axis = TimeLabels.For(first * (Int128)Second, last * (Int128)Second, maxTicks);
        Assert.Equal(labels, string.Join(' ', Enumerable.Range(0, 3).Select(i => axis.Of((first * (Int128)Second) + (i * (Int128)axis.Ticks.Step)))));
        Assert.Equal(words, axis.Words);
    }
}
