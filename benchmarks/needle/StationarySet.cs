using System.Globalization;

namespace FlameScope.Needle;

/// <summary>(c) Recordings in which nothing happens: what is found there is a false alarm.</summary>
internal static class StationarySet
{
    private const long Duration = 120_000_000_000;

    private static readonly (string Name, Func<Random, double, List<long>> Times, double Persistence)[] Kinds =
    [
        ("Poisson", (random, rate) => Poisson(random, _ => rate), 0),
        ("Poisson, daily trend of ±50 %", (random, rate) => Poisson(random, Trend(random, rate)), 0),
        ("over-dispersed, variance 4 × mean in 100 ms", (random, rate) => Poisson(random, Gamma(random, rate, 3)), 0),
        ("over-dispersed with trend", (random, rate) => Poisson(random, Product(Trend(random, 1), Gamma(random, rate, 3))), 0),
        ("sampling clock, two busy CPUs", Clock, 0),
        ("sampling clock, stacks that last 3 samples", Clock, 0.67),
        ("Poisson, stacks that last 3 samples", (random, rate) => Poisson(random, _ => rate), 0.67),
    ];

    public static void Run(IReadOnlyList<(string Label, SampleStore Store, TimeRange[] Known)> sources, int seed, int rounds, TextWriter output)
    {
        output.Write("| kind | recordings of 120 s | false alarms | per 10 recordings |\n| --- | --- | --- | --- |\n");
        List<string> notes = [];
        foreach ((string name, Func<Random, double, List<long>> times, double persistence) in Kinds)
        {
            int recordings = 0;
            int alarms = 0;
            for (int round = 0; round < rounds; round++)
            {
                (string label, SampleStore store, _) = sources[round % sources.Count];
                Random random = new(seed + (round * 7919) + name.Length);
                double rate = round % 3 == 2 ? 1000 : 200;
                Add(name, label, new Remix(store).Build(Draw(store, times(random, rate), persistence, random)), notes, ref recordings, ref alarms);
            }

            Row(name, recordings, alarms, output);
        }

        int halves = 0;
        int inHalves = 0;
        foreach ((string label, SampleStore store, TimeRange[] known) in sources)
        {
            Remix remix = new(store);
            for (int round = 0; round < Math.Max(1, rounds / sources.Count); round++)
            {
                Random random = new(seed + round);
                List<(long Time, int Sample)> half = [.. Background.Shuffled(remix, Duration, known, random).Where(_ => random.Next(2) == 0)];
                Add("random halves", label, remix.Build(half), notes, ref halves, ref inHalves);
            }
        }

        Row("random halves of real recordings, blocks of 150 to 600 ms shuffled", halves, inHalves, output);
        foreach (string note in notes)
        {
            output.Write($"  - {note}\n");
        }
    }

    private static void Add(string name, string label, SampleStore store, List<string> notes, ref int recordings, ref int alarms)
    {
        recordings++;
        foreach (Perturbation finding in PerturbationFinder.Find(store))
        {
            alarms++;
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{name}, {label}: {finding.Kind} E={finding.Evidence:F0} {finding.Summary}"));
        }
    }

    private static void Row(string name, int recordings, int alarms, TextWriter output) => output.Write(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {recordings} | {alarms} | {10.0 * alarms / recordings:F2} |\n"));

    private static IEnumerable<(long Time, int Sample)> Draw(SampleStore store, List<long> times, double persistence, Random random)
    {
        List<int> shown = new Remix(store).Shown();
        int sample = shown[0];
        foreach (long time in times)
        {
            sample = random.NextDouble() < persistence ? sample : shown[random.Next(shown.Count)];
            yield return (time, sample);
        }
    }

    private static List<long> Poisson(Random random, Func<double, double> rateAt)
    {
        List<long> times = [];
        const double Step = 0.1;
        for (double start = 0; start < Duration / 1e9; start += Step)
        {
            double end = start + Step;
            double rate = rateAt(start);
            for (double at = start - (Math.Log(1 - random.NextDouble()) / rate); at < end; at -= Math.Log(1 - random.NextDouble()) / rate)
            {
                times.Add((long)(at * 1e9));
            }
        }

        return times;
    }

    private static List<long> Clock(Random random, double rate)
    {
        List<long> times = [];
        double interval = 2e9 / rate;
        for (double at = 0; at < Duration; at += interval)
        {
            times.Add((long)at + random.Next(20_000));
            times.Add((long)(at + (interval / 3)) + random.Next(20_000));
        }

        times.Sort();
        return times;
    }

    private static Func<double, double> Trend(Random random, double rate)
    {
        double phase = random.NextDouble() * 2 * Math.PI;
        return second => rate * (1 + (0.5 * Math.Sin(phase + (2 * Math.PI * second * 1e9 / Duration))));
    }

    private static Func<double, double> Product(Func<double, double> a, Func<double, double> b) => second => a(second) * b(second);

    // A rate drawn anew in every step from a gamma distribution: counts are negative binomial.
    private static Func<double, double> Gamma(Random random, double rate, double excess)
    {
        double mean = rate * 0.1;
        double shape = mean / excess;
        return _ => Math.Max(1e-3, rate * GammaDraw(random, shape) / shape);
    }

    // Marsaglia and Tsang.
    private static double GammaDraw(Random random, double shape)
    {
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
