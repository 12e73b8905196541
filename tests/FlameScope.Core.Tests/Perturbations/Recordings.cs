using FlameScope.Formats;

namespace FlameScope.Core.Tests.Perturbations;

/// <summary>Recordings with a steady background into which a test puts what it wants found; the same seed gives the same recording.</summary>
internal sealed class Recordings(int seed)
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;

    private static readonly string[] Functions =
        ["parse", "hash", "copy", "read;decode", "read;inflate", "write;encode", "write;flush", "lookup;compare", "lookup;walk"];

    private readonly Random _random = new(seed);
    private readonly List<(long Time, int Thread, string Stack)> _samples = [];

    /// <summary>Two threads that always run, sampled by a clock.</summary>
    public Recordings WithBackground(double seconds, int hertz = 200, Func<long, int, bool>? isShown = null)
    {
        long interval = Second / hertz;
        for (int thread = 1; thread <= 2; thread++)
        {
            for (long time = thread * interval / 3; time < seconds * Second; time += interval)
            {
                if (isShown is null || isShown(time, thread))
                {
                    _samples.Add((time + _random.Next(20_000), thread, $"main;run;{Functions[_random.Next(Functions.Length)]}"));
                }
            }
        }

        return this;
    }

    /// <summary>Samples at random instants, at a rate that may change.</summary>
    public Recordings WithNoise(double seconds, Func<double, double> rateAt)
    {
        const double Step = 0.1;
        for (double start = 0; start < seconds; start += Step)
        {
            double rate = rateAt(start);
            for (double at = start - (Math.Log(1 - _random.NextDouble()) / rate); at < start + Step; at -= Math.Log(1 - _random.NextDouble()) / rate)
            {
                _samples.Add(((long)(at * Second), 1 + _random.Next(2), $"main;run;{Functions[_random.Next(Functions.Length)]}"));
            }
        }

        return this;
    }

    /// <summary>Two threads sampled by a clock, on many stacks, each of which goes on with the same probability after every sample.</summary>
    public Recordings WithLastingFunctions(double seconds, int hertz, double persistence)
    {
        string stack = "";
        for (long time = 0; time < seconds * Second; time += Second / hertz)
        {
            if (stack.Length == 0 || _random.NextDouble() >= persistence)
            {
                // A few stacks are common, most are rare.
                int rank = (int)(300 * Math.Pow(_random.NextDouble(), 3));
                stack = $"main;run;part {rank / 10};work {rank}";
            }

            _samples.Add((time + _random.Next(20_000), 1 + _random.Next(2), stack));
        }

        return this;
    }

    /// <summary>A function of another thread that runs all the time in a range.</summary>
    public Recordings With(string stack, TimeRange range, int thread = 3, int hertz = 200)
    {
        for (long time = range.Start + _random.NextInt64(Second / hertz); time < range.End; time += Second / hertz)
        {
            _samples.Add((time, thread, stack));
        }

        return this;
    }

    /// <summary>What runs in a range runs another function instead.</summary>
    public Recordings Instead(string stack, TimeRange range)
    {
        for (int i = 0; i < _samples.Count; i++)
        {
            if (range.Contains(_samples[i].Time))
            {
                _samples[i] = (_samples[i].Time, _samples[i].Thread, stack);
            }
        }

        return this;
    }

    /// <summary>A number between 0 and 1 of the recording's own randomness.</summary>
    public double Draw() => _random.NextDouble();

    public SampleStore Build()
    {
        SampleStoreBuilder builder = new();
        foreach ((long time, int thread, string stack) in _samples)
        {
            builder.Add(time, $"worker {thread}", stack, thread: thread, process: 1);
        }

        return builder.Build();
    }
}
