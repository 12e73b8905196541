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
    private readonly Dictionary<int, string> _names = [];

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

    /// <summary>A thread sampled at every tick of its own clock at which the script gives it a stack.</summary>
    public Recordings WithThread(int thread, string name, double seconds, long interval, Func<long, string?> script, long jitter = 20_000)
    {
        _names[thread] = name;
        for (long tick = _random.NextInt64(interval); tick < seconds * Second; tick += interval)
        {
            long time = tick + _random.NextInt64(jitter + 1);
            if (script(time) is string stack)
            {
                _samples.Add((time, thread, stack));
            }
        }

        return this;
    }

    /// <summary>Threads that do everyday work, but for what a script has them do.</summary>
    public Recordings WithWorkers(int count, double seconds, long interval, Func<int, long, string, string?> script)
    {
        for (int thread = 1; thread <= count; thread++)
        {
            int own = thread;
            WithThread(own, $"worker {own}", seconds, interval, time => script(own, time, Everyday()));
        }

        return this;
    }

    /// <summary>The stack of some piece of everyday work.</summary>
    public string Everyday() => $"main;run;{Functions[_random.Next(Functions.Length)]}";

    /// <summary>A number between 0 and 1 of the recording's own randomness.</summary>
    public double Draw() => _random.NextDouble();

    public SampleStore Build(Action<SampleStoreBuilder>? addMore = null)
    {
        SampleStoreBuilder builder = new();
        foreach ((long time, int thread, string stack) in _samples)
        {
            bool isNameless = stack.StartsWith("[unknown]", StringComparison.Ordinal);
            builder.Add(
                time, _names.GetValueOrDefault(thread, $"worker {thread}"), stack, thread: thread, process: 1,
                kind: isNameless ? FrameKind.Unknown : FrameKind.User, module: isNameless ? "[unknown]" : "app");
        }

        addMore?.Invoke(builder);
        return builder.Build();
    }
}
