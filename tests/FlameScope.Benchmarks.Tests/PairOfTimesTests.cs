using FlameScope.Benchmarks.Pairs;

namespace FlameScope.Benchmarks.Tests;

public sealed class PairOfTimesTests
{
    [Theory]
    [InlineData(false, "old new new old old new")]
    [InlineData(true, "new old old new new old")]
    public void Both_commits_take_turns_and_neither_is_always_first(bool startsWithNew, string order)
    {
        List<string> measured = [];

        PairOfTimes.Measure(3, startsWithNew, () => Note("old"), () => Note("new"));

        Assert.Equal(order, string.Join(' ', measured));

        double Note(string commit)
        {
            measured.Add(commit);
            return 1;
        }
    }

    [Fact]
    public void What_disturbs_some_slices_does_not_count()
    {
        Queue<double> olds = new([100, 900, 101]);
        Queue<double> news = new([500, 110, 400]);

        PairOfTimes times = PairOfTimes.Measure(3, startsWithNew: false, olds.Dequeue, news.Dequeue);

        Assert.Equal(new PairOfTimes(100, 110), times);
        Assert.Equal(1.1, times.Ratio, 9);
    }
}
