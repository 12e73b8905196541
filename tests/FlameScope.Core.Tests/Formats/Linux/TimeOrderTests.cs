using CsCheck;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests.Formats.Linux;

public sealed class TimeOrderTests
{
    [Fact]
    public void The_order_is_that_of_a_stable_sort_however_runs_overlap() =>
        Gen.Int[0, 50].Array[0, 8].Array[0, 12].Sample(runs =>
        {
            long[] times = [.. runs.SelectMany((run, i) => run.Order().Select(time => (long)time + (i * 10)))];
            int[] expected = [.. Enumerable.Range(0, times.Length).OrderBy(row => times[row])];
            Assert.Equal(expected, TimeOrder.Of(times) ?? [.. Enumerable.Range(0, times.Length)]);
        });

    [Fact]
    public void The_first_and_the_last_instant_are_times_like_others()
    {
        long[] times = [long.MaxValue, long.MinValue, 0, long.MinValue, long.MaxValue];
        Assert.Equal([1, 3, 2, 0, 4], TimeOrder.Of(times)!);
    }
}
