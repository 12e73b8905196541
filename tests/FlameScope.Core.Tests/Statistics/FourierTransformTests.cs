using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Statistics;

public sealed class FourierTransformTests
{
    [Fact]
    public void A_transform_finds_the_frequencies_of_its_input()
    {
        Random random = new(3);
        double[] real = [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() - 0.5)];
        double[] imaginary = [.. Enumerable.Range(0, 64).Select(_ => random.NextDouble() - 0.5)];
        (double Real, double Imaginary)[] expected = [.. Enumerable.Range(0, 64).Select(k => Slow(real, imaginary, k))];

        new FourierTransform(64).Transform(real, imaginary);

        for (int k = 0; k < 64; k++)
        {
            Assert.Equal(expected[k].Real, real[k], 9);
            Assert.Equal(expected[k].Imaginary, imaginary[k], 9);
        }
    }

    private static (double Real, double Imaginary) Slow(double[] real, double[] imaginary, int k)
    {
        double r = 0;
        double m = 0;
        for (int i = 0; i < real.Length; i++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k * i / real.Length);
            r += (real[i] * cosine) - (imaginary[i] * sine);
            m += (real[i] * sine) + (imaginary[i] * cosine);
        }

        return (r, m);
    }
}
