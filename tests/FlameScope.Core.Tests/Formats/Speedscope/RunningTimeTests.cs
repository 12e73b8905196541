using CsCheck;
using FlameScope.Formats.Speedscope;

namespace FlameScope.Core.Tests.Formats.Speedscope;

public class RunningTimeTests
{
    private static readonly Gen<long> Units = Gen.OneOf(0L, 1L, 1_000L, 1_000_000L, 1_000_000_000L);

    // Numbers of a word, of more than a word, and those at the border between the two.
    private static readonly Gen<FixedNumber> Numbers = Gen.OneOf(
        Gen.Long[-2_000_000_000, 5_000_000_000_000].Select(FixedNumber.Of),
        Gen.Long[FixedNumber.MaxBillionths - 5, FixedNumber.MaxBillionths + 5].Select(FixedNumber.Of),
        Gen.Long[-FixedNumber.MaxBillionths - 5, -FixedNumber.MaxBillionths + 5].Select(FixedNumber.Of),
        Gen.Long.Select(FixedNumber.Of),
        Gen.Select(Gen.Long.Select(FixedNumber.Of), Gen.Int[1, 40], Multiply));

    [Fact]
    public void A_running_time_is_the_exact_sum_of_start_and_weights() =>
        Gen.Select(Numbers, Numbers.Array[0, 12], Units).Sample((start, weights, unit) =>
        {
            FixedNumbers list = new();
            foreach (FixedNumber weight in weights)
            {
                list.Add(weight);
            }

            FixedNumber expected = start;
            RunningTime time = new(start, unit);
            Assert.Equal(expected.In(unit), time.Nanoseconds);
            for (int i = 0; i < weights.Length; i++)
            {
                Assert.Equal(weights[i], list[i]);
                Assert.Equal(!weights[i].IsNegative, time.TryAdd(list, i));
                expected = weights[i].IsNegative ? expected : expected + weights[i];
                Assert.Equal(expected.In(unit), time.Nanoseconds);
            }
        });

    private static FixedNumber Multiply(FixedNumber number, int times)
    {
        FixedNumber sum = default;
        for (int i = 0; i < times; i++)
        {
            sum += number;
        }

        return sum;
    }
}
