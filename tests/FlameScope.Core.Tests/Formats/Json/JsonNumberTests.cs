using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using FlameScope.Formats.Json;

namespace FlameScope.Core.Tests.Formats.Json;

public class JsonNumberTests
{
    [Theory]
    [InlineData("0", 3, 0)]
    [InlineData("12.5", 3, 12_500)]
    [InlineData("-12.0005", 3, -12_001)]
    [InlineData("12.0004999", 3, 12_000)]
    [InlineData("3197270563.123", 3, 3_197_270_563_123)]
    [InlineData("1.5e3", 0, 1500)]
    [InlineData("25E-1", 1, 25)]
    [InlineData("0.10000000000582077", 9, 100_000_000)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("1e-400", 9, 0)]
    [InlineData("0e999999999999", 9, 0)]
    public void Decimals_become_exact_integers(string text, int decimals, long expected)
    {
        Assert.True(JsonNumber.TryScale(Encoding.UTF8.GetBytes(text), decimals, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData("abc")]
    [InlineData("9223372036854775808")]
    [InlineData("1e300")]
    [InlineData("1e999999999999")]
    public void What_is_no_number_or_does_not_fit_is_refused(string text) =>
        Assert.False(JsonNumber.TryScale(Encoding.UTF8.GetBytes(text), 0, out _));

    [Fact]
    public void Numbers_of_many_digits_are_rounded_as_exact_arithmetic_rounds_them() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.ULong[0, 999_999_999_999], Gen.Int[0, 9], Gen.Int[-6, 6]).Sample(
            (whole, fraction, decimals, exponent) =>
            {
                string text = string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction:D12}e{exponent}");
                int scale = decimals + exponent - 12;
                BigInteger digits = BigInteger.Parse($"{whole}{fraction:D12}", CultureInfo.InvariantCulture);
                BigInteger expected = scale >= 0
                    ? digits * BigInteger.Pow(10, scale)
                    : ((BigInteger.Abs(digits) * 2) + BigInteger.Pow(10, -scale)) / (2 * BigInteger.Pow(10, -scale)) * digits.Sign;
                bool fits = JsonNumber.TryScale(Encoding.UTF8.GetBytes(text), decimals, out long value);
                Assert.Equal(expected >= long.MinValue && expected <= long.MaxValue, fits);
                Assert.True(!fits || expected == value);
            });
}
