using System.Text;
using FlameScope.Perturbations;
using FlameScope.Statistics;

namespace FlameScope.Core.Tests.Perturbations;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData(1.0, 12)]
    [InlineData(10.0, 31)]
    [InlineData(0.05, 6)]
    public void Evidence_bounds_the_probability_of_a_Poisson_count(double expected, int count)
    {
        double tail = 0;
        double term = Math.Exp(-expected);
        for (int k = 0; k < count + 400; k++)
        {
            tail += k >= count ? term : 0;
            term *= expected / (k + 1);
        }

        double bound = Math.Exp(-CountDistribution.Evidence(count, expected, 1));

        Assert.InRange(bound, tail, 40 * tail);
    }

    [Theory]
    [InlineData(0.5, 0.67, 12)]
    [InlineData(6.0, 0.4, 30)]
    public void Evidence_of_runs_is_how_often_runs_add_up_to_as_much(double expected, double persistence, int count)
    {
        Random random = new(8);
        const int Rounds = 400_000;
        int asMany = 0;
        int least = count / 2;
        for (int round = 0; round < Rounds; round++)
        {
            int samples = 0;
            double runs = expected * (1 - persistence);
            for (double at = -Math.Log(1 - random.NextDouble()); at < runs; at -= Math.Log(1 - random.NextDouble()))
            {
                do
                {
                    samples++;
                }
                while (random.NextDouble() < persistence);
            }

            asMany += samples >= least ? 1 : 0;
        }

        Assert.InRange(Math.Exp(-CountDistribution.EvidenceOfRuns(least, expected, persistence)), 0.9 * asMany / Rounds, 1.1 * asMany / Rounds);
        Assert.True(CountDistribution.EvidenceOfRuns(count, expected, persistence) > CountDistribution.EvidenceOfRuns(least, expected, persistence));
        Assert.True(CountDistribution.EvidenceOfRuns(count, expected, 0) > CountDistribution.EvidenceOfRuns(count, expected, persistence));
    }

    [Fact]
    public void Evidence_shrinks_with_dispersion_and_is_Poisson_in_the_limit()
    {
        Assert.Equal(CountDistribution.Evidence(30, 10, 1), CountDistribution.Evidence(30, 10, 1 + 1e-5), 3);
        Assert.True(CountDistribution.Evidence(30, 10, 4) < CountDistribution.Evidence(30, 10, 2));
        Assert.Equal(0, CountDistribution.Evidence(10, 10, 3), 9);
    }

    [Theory]
    [InlineData(3.5, 1.0, 12.0)]
    [InlineData(0.02, 2.5, 16.0)]
    [InlineData(120.0, 1.7, 9.0)]
    public void Borders_are_the_first_counts_with_enough_evidence(double expected, double dispersion, double evidence)
    {
        int most = CountDistribution.SmallestExcess(expected, dispersion, evidence, 0, 100_000);
        Assert.True(CountDistribution.Evidence(most, expected, dispersion) >= evidence);
        Assert.True(most - 1 <= expected || CountDistribution.Evidence(most - 1, expected, dispersion) < evidence);

        int least = CountDistribution.LargestDeficit(expected, dispersion, evidence);
        Assert.True(least < 0 || CountDistribution.Evidence(least, expected, dispersion) >= evidence);
        Assert.True(least + 1 > expected || CountDistribution.Evidence(least + 1, expected, dispersion) < evidence);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void Dispersion_is_estimated_in_spite_of_a_burst_and_a_trend(double dispersion)
    {
        Random random = new(5);
        int[] windows = [.. Enumerable.Range(0, 2000)];
        int[] counts = [.. windows.Select(i => Draw(random, 20 + (i / 200.0), dispersion))];
        Array.Fill(counts, 200, 900, 40);

        double estimate = new Dispersion(12).Estimate(windows, counts, windows.Length, counts.Sum());

        Assert.InRange(estimate, 0.75 * dispersion, 1.25 * dispersion);
    }

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

    [Fact]
    public void A_period_is_fitted_where_an_event_is_missing_and_refused_where_events_keep_no_time()
    {
        Recurrence? steady = Recurrence.Fit([1_000, 11_010, 20_990, 41_000, 51_005]);
        Assert.NotNull(steady);
        Assert.InRange(steady.Value.Period, 9_990, 10_010);

        Assert.Null(Recurrence.Fit([1_000, 4_000, 20_990, 29_000, 51_005]));
        Assert.Null(Recurrence.Fit([1_000, 2_000]));
    }

    [Theory]
    [InlineData("void [app] P::Run(int64)[OptimizedTier1]", "void [app] P::Run(int64)")]
    [InlineData("JS:*render app.js:3", "render app.js:3")]
    [InlineData("operator[](unsigned long)", "operator[](unsigned long)")]
    [InlineData("JS:x", "JS:x")]
    public void How_a_function_was_compiled_is_no_part_of_its_name(string symbol, string function)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(symbol);
        (int start, int end) = Functions.NameOf(bytes);
        Assert.Equal(function, Encoding.UTF8.GetString(bytes[start..end]));
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

    // Clumps of samples that come together: variance over mean is the size of a clump.
    private static int Draw(Random random, double mean, double dispersion)
    {
        double left = mean / dispersion;
        int clumps = 0;
        for (double at = -Math.Log(1 - random.NextDouble()); at < left; at -= Math.Log(1 - random.NextDouble()))
        {
            clumps++;
        }

        return (int)(clumps * dispersion);
    }
}
