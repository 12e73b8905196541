using CsCheck;
using FlameScope.Samples;

namespace FlameScope.Core.Tests.Samples;

public class SampleOrderTests
{
    [Fact]
    public void The_order_is_that_of_a_stable_sort() =>
        Gen.OneOf(
            Gen.Long[0, 50].Array[0, 400],
            Gen.Long.Array[0, 400],
            Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Array[0, 400],
            Gen.Select(Gen.Long[0, 1000].Array[1, 40], Gen.Int[1, 90], RunsOf)).Sample(times =>
            Assert.Equal(Enumerable.Range(0, times.Length).OrderBy(i => times[i]), SampleOrder.ByTime(times)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(66)]
    public void Any_number_of_runs_is_put_together(int runs)
    {
        long[] times = [.. Enumerable.Range(0, runs).SelectMany(run => Enumerable.Range(0, 100).Select(i => (i * 7L) + (run % 5)))];
        Assert.Equal(Enumerable.Range(0, times.Length).OrderBy(i => times[i]), SampleOrder.ByTime(times));
    }

    private static long[] RunsOf(long[] steps, int runs)
    {
        List<long> times = [];
        for (int run = 0; run < runs; run++)
        {
            long time = steps[run % steps.Length];
            foreach (long step in steps)
            {
                times.Add(time += step);
            }
        }

        return [.. times];
    }
}
