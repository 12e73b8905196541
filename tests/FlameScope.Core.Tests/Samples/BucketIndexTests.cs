using CsCheck;
using FlameScope.Samples;

namespace FlameScope.Core.Tests.Samples;

public sealed class BucketIndexTests
{
    private static readonly Gen<long> Time = Gen.OneOf(
        Gen.Long[0, 3_000_000_000], Gen.Long[-5, 5], Gen.Long, Gen.OneOf(long.MinValue, long.MaxValue, 10_000_000, 9_999_999));

    [Fact]
    public void The_first_sample_at_or_after_an_instant_is_that_of_a_linear_search() =>
        Gen.Select(Time.Array[0, 60], Time.Array[1, 20]).Sample((times, instants) =>
        {
            long[] sorted = [.. times.Order()];
            BucketIndex index = new([.. sorted, long.MinValue], sorted.Length);
            foreach (long instant in instants.Concat(times))
            {
                int expected = Array.FindIndex(sorted, time => time >= instant);
                Assert.Equal(expected < 0 ? sorted.Length : expected, index.LowerBound(instant));
            }
        });
}
