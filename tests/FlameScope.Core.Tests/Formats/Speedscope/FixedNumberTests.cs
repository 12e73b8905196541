using System.Numerics;
using CsCheck;
using FlameScope.Formats.Speedscope;

namespace FlameScope.Core.Tests.Formats.Speedscope;

public class FixedNumberTests
{
    private static readonly Gen<long> Units = Gen.OneOf(0L, 1L, 1_000L, 1_000_000L, 1_000_000_000L);

    private static readonly Gen<long> Billionths = Gen.OneOf(Gen.Long, Gen.Long[-3_000_000_000, 3_000_000_000], Gen.Long[-20, 20].Select(halves => halves * 500_000_000));

    [Fact]
    public void Sums_are_exact_and_rounded_once() =>
        Gen.Select(Billionths.Array[1, 8], Units).Sample((parts, unit) =>
        {
            FixedNumber sum = default;
            foreach (long part in parts)
            {
                sum += FixedNumber.Of(part);
            }

            BigInteger exact = parts.Aggregate(BigInteger.Zero, (total, part) => total + part);
            Assert.Equal(exact < 0, sum.IsNegative);
            Assert.Equal(Rounded(exact * unit), sum.In(unit));
        });

    private static long Rounded(BigInteger billionths)
    {
        BigInteger half = billionths < 0 ? -500_000_000 : 500_000_000;
        return (long)BigInteger.Min(long.MaxValue, BigInteger.Max(-long.MaxValue, (billionths + half) / 1_000_000_000));
    }
}
