using System.Collections.Immutable;
using System.Globalization;

namespace FlameScope.Needle;

/// <summary>(d) Made-up recordings of one kind each: what must be found once, with its edges, and what must not be found at all.</summary>
internal static class StagedSet
{
    private const long Second = Stage.Second;
    private const long Millisecond = Stage.Millisecond;

    private static readonly (string Name, Func<Random, Staged> Create)[] Kinds =
    [
        ("a thread with a sampling interval of its own", OwnInterval),
        ("a rare function of a thread with a sampling interval of its own", OwnIntervalFunction),
        ("a start-up phase", StartUp),
        ("a start-up phase of bursts", StartUpBursts),
        ("three bursts that keep no time", Irregular),
        ("a burst", Burst),
        ("a stall of all threads", Stall),
        ("a change of mix", Mix),
        ("a lock convoy", Convoy),
        ("a lock convoy of sleeping workers", SleepingConvoy),
        ("a lock convoy of threads that share CPUs", SharedConvoy),
        ("threads that share CPUs", SharedCpus),
        ("a level shift", Shift),
        ("a level shift of several threads", ShiftOfThreads),
        ("a fast rhythm", FastRhythm),
        ("a fast rhythm with pauses", PausingRhythm),
        ("a slow rhythm", SlowRhythm),
        ("a burst of code without names", Nameless),
    ];

    public static void Run(int seed, int rounds, TextWriter output)
    {
        output.Write("| kind | recordings | found | findings | of the kind | reported again | edges off by more than two intervals (largest) | empty beats | unnamed culprits |\n");
        output.Write("| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
        List<string> notes = [];
        foreach ((string name, Func<Random, Staged> create) in Kinds)
        {
            StagedScore score = new();
            for (int round = 0; round < rounds; round++)
            {
                Staged staged = create(new Random((seed * 1_000_003) + (round * 7919) + name.Length));
                score.Add($"{name} #{round}", staged, PerturbationFinder.Find(staged.Store), notes);
            }

            output.Write(score.Row(name) + "\n");
        }

        foreach (string note in notes)
        {
            output.Write($"  - {note}\n");
        }
    }

    private static Staged OwnInterval(Random random)
    {
        double seconds = 10 + (random.NextDouble() * 50);
        long own = random.NextInt64(25 * Millisecond, 90 * Millisecond);
        long jitter = random.Next(3) switch { 0 => 20_000, 1 => 500_000, _ => 2 * Millisecond };
        Stage stage = Workers(random, seconds, out long interval, threads: 1 + random.Next(3));
        stage.Thread(90, "reporter", seconds, own, stage.Everyday(root: "report;collect"), jitter);
        return new Staged(stage.Build(), [], interval);
    }

    private static Staged OwnIntervalFunction(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 40);
        long own = random.NextInt64(15 * Millisecond, 60 * Millisecond);
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        Func<long, string?> usual = stage.Everyday(root: "report;collect");
        stage.Thread(90, "reporter", seconds, own, time => random.NextDouble() < 0.3 ? "report;send" : usual(time), 100_000);
        return new Staged(stage.Build(), [], interval);
    }

    private static Staged StartUp(Random random)
    {
        double seconds = 15 + (random.NextDouble() * 40);
        long end = (long)((0.5 + (random.NextDouble() * 3)) * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time =>
            time < end ? $"main;init;{(random.Next(3) == 0 ? "load_classes;verify" : "read_config")}" : usual(time));
        return new Staged(stage.Build(), [new TimeRange(0, end)], interval) { MayBeAbsent = true };
    }

    private static Staged StartUpBursts(Random random)
    {
        double seconds = 15 + (random.NextDouble() * 40);
        long end = (long)((2 + (random.NextDouble() * 4)) * Second);
        List<TimeRange> bursts = [];
        for (long start = 0; start < end; start = bursts[^1].End + random.NextInt64(50 * Millisecond, 500 * Millisecond))
        {
            bursts.Add(new TimeRange(start, start + random.NextInt64(30 * Millisecond, 300 * Millisecond)));
        }

        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time =>
            bursts.Exists(burst => burst.Contains(time)) ? "main;init;load_classes" : usual(time));
        return new Staged(stage.Build(), [new TimeRange(0, bursts[^1].End)], interval) { MayBeAbsent = true };
    }

    private static Staged Irregular(Random random)
    {
        double seconds = 40;
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        List<TimeRange> bursts = [];
        while (bursts.Count < 3)
        {
            long start = random.NextInt64(2 * Second, 37 * Second);
            if (!bursts.Exists(other => Math.Abs(other.Start - start) < Second))
            {
                bursts.Add(new TimeRange(start, start + (300 * Millisecond)));
            }
        }

        stage.Thread(50, "compactor", seconds, interval, time => bursts.Exists(burst => burst.Contains(time)) ? "compactor;compact" : null);
        return new Staged(stage.Build(), [.. bursts.OrderBy(burst => burst.Start)], interval);
    }

    private static Staged Burst(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 40);
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        TimeRange burst = Window(random, seconds, 20 * interval, Second);
        stage.Thread(50, "compactor", seconds, interval, time => burst.Contains(time) ? "compactor;compact" : null);
        return new Staged(stage.Build(), [burst], interval);
    }

    private static Staged Stall(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 40);
        TimeRange pause = Window(random, seconds, 200 * Millisecond, Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 3, usual => time => pause.Contains(time) ? null : usual(time));
        return new Staged(stage.Build(), [pause], interval);
    }

    private static Staged Mix(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 40);
        TimeRange window = Window(random, seconds, 250 * Millisecond, 2 * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time => window.Contains(time) ? "main;run;validate" : usual(time));
        return new Staged(stage.Build(), [window], interval);
    }

    // Workers queue for one lock: all spin in it, from the first to the last or one after the other.
    private static Staged Convoy(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 30);
        TimeRange window = Window(random, seconds, Second, 3 * Second);
        int threads = 3 + random.Next(5);
        long ramp = random.Next(2) == 0 ? 0 : random.NextInt64(window.Duration / 20, window.Duration / 6);
        int worker = 0;
        Stage stage = Workers(random, seconds, out long interval, threads, usual =>
        {
            long start = window.Start + (worker++ * ramp / threads);
            return time => time < start || time >= window.End ? usual(time)
                : random.Next(6) == 0 ? "main;run;update_row" : random.Next(3) == 0 ? "main;run;acquire_lock;spin;pause" : "main;run;acquire_lock;spin";
        });
        return new Staged(stage.Build(), [window], interval);
    }

    // One worker holds the lock at a time, the others sleep: less volume, more of what the holder runs; work that piled up follows.
    private static Staged SleepingConvoy(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 30);
        TimeRange window = Window(random, seconds, Second, 3 * Second);
        int threads = 4 + random.Next(4);
        int spinning = random.Next(3);
        long slot = random.NextInt64(30 * Millisecond, 400 * Millisecond);
        int worker = 0;
        Stage stage = Workers(random, seconds, out long interval, threads, usual =>
        {
            int own = worker++;
            long turn = random.NextInt64(slot / 2, slot);
            return time => !window.Contains(time) ? usual(time)
                : (time / slot) % threads == own ? "main;run;with_lock;update_row"
                : time % slot > turn && random.Next(3) < spinning ? "main;run;with_lock;futex_wait" : null;
        });
        return new Staged(stage.Build(), [window], interval);
    }

    // More workers than CPUs: in a convoy some spin for a while and then sleep, one works.
    private static Staged SharedConvoy(Random random)
    {
        double seconds = 15 + (random.NextDouble() * 20);
        TimeRange window = Window(random, seconds, Second, 3 * Second);
        int threads = 4 + random.Next(3);
        (long interval, Stage stage, Func<long, string?>[] usual) = Pool(random, threads);
        long slot = random.NextInt64(5 * Millisecond, 60 * Millisecond);
        double spinning = 0.3 + (0.7 * random.NextDouble());
        stage.Shared(threads, 2, seconds, interval, (thread, time) =>
            !window.Contains(time) ? usual[thread](time)
            : (time / slot) % threads == thread ? "main;run;update_row"
            : random.NextDouble() < spinning ? "main;run;acquire_lock;spin" : null);
        return new Staged(stage.Build(), [window], interval);
    }

    private static Staged SharedCpus(Random random)
    {
        double seconds = 15 + (random.NextDouble() * 20);
        int threads = 3 + random.Next(4);
        (long interval, Stage stage, Func<long, string?>[] usual) = Pool(random, threads);
        stage.Shared(threads, 2, seconds, interval, (thread, time) => usual[thread](time));
        return new Staged(stage.Build(), [], interval);
    }

    private static (long Interval, Stage Stage, Func<long, string?>[] Usual) Pool(Random random, int threads)
    {
        int[] frequencies = [99, 199, 499, 999];
        Stage stage = new(random);
        return (Second / frequencies[random.Next(frequencies.Length)], stage, [.. Enumerable.Range(0, threads).Select(_ => stage.Everyday(0.6))]);
    }

    private static Staged Shift(Random random)
    {
        double seconds = 30 + (random.NextDouble() * 30);
        long at = (long)((0.3 + (0.4 * random.NextDouble())) * seconds * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time =>
            time >= at && random.Next(2) == 0 ? "main;run;poll;wait_for_data" : usual(time));
        return new Staged(stage.Build(), [new TimeRange(at, (long)(seconds * Second))], interval) { IsStep = true };
    }

    // Threads of a pool begin to spin one after the other, within a second.
    private static Staged ShiftOfThreads(Random random)
    {
        double seconds = 40 + (random.NextDouble() * 20);
        long at = (long)((0.3 + (0.4 * random.NextDouble())) * seconds * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        for (int thread = 0; thread < 3; thread++)
        {
            long start = thread == 0 ? at : at + random.NextInt64(Second);
            stage.Thread(60 + thread, "poller", seconds, interval, time => time >= start ? random.Next(3) == 0 ? "poller;poll" : "poller;poll;spin" : null);
        }

        return new Staged(stage.Build(), [new TimeRange(at, (long)(seconds * Second))], interval) { IsStep = true };
    }

    private static Staged FastRhythm(Random random)
    {
        double seconds = 15 + (random.NextDouble() * 30);
        long period = random.NextInt64(80 * Millisecond, 300 * Millisecond);
        long beat = (long)(period * (0.1 + (0.15 * random.NextDouble())));
        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time => time % period < beat ? "main;run;sweep;mark" : usual(time));
        return new Staged(stage.Build(), Beats(0, (long)(seconds * Second), period, beat), interval) { Period = period, IsFast = true };
    }

    private static Staged PausingRhythm(Random random)
    {
        double seconds = 30 + (random.NextDouble() * 20);
        long period = random.NextInt64(80 * Millisecond, 200 * Millisecond);
        long beat = period / 5;
        TimeRange pause = Window(random, seconds, 8 * Second, 12 * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2, usual => time =>
            !pause.Contains(time) && time % period < beat ? "main;run;sweep;mark" : usual(time));
        TimeRange[] beats = [.. Beats(0, (long)(seconds * Second), period, beat).Where(range => range.Intersect(pause).IsEmpty)];
        return new Staged(stage.Build(), beats, interval) { Period = period, IsFast = true };
    }

    private static Staged SlowRhythm(Random random)
    {
        double seconds = 40 + (random.NextDouble() * 20);
        long period = random.NextInt64(4 * Second, 8 * Second);
        long beat = random.NextInt64(200 * Millisecond, 400 * Millisecond);
        long phase = random.NextInt64(Second, 3 * Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        stage.Thread(50, "timer", seconds, interval, time => time >= phase && (time - phase) % period < beat ? "timer;rebuild" : null);
        return new Staged(stage.Build(), [.. Beats(phase, (long)(seconds * Second), period, beat).Where(range => range.End < seconds * Second)], interval) { Period = period };
    }

    private static Staged Nameless(Random random)
    {
        double seconds = 20 + (random.NextDouble() * 20);
        TimeRange burst = Window(random, seconds, 300 * Millisecond, Second);
        Stage stage = Workers(random, seconds, out long interval, threads: 2);
        string stack = random.Next(2) == 0 ? "[unknown]" : "[unknown];[unknown]";
        stage.Thread(50, "jit", seconds, interval, time => burst.Contains(time) ? stack : null);
        if (random.Next(2) == 0)
        {
            stage.Thread(51, "jit", seconds, interval, time => burst.Contains(time) ? stack : null);
        }

        return new Staged(stage.Build(), [burst], interval);
    }

    private static Stage Workers(Random random, double seconds, out long interval, int threads, Func<Func<long, string?>, Func<long, string?>>? change = null)
    {
        int[] frequencies = [99, 199, 250, 499];
        interval = Second / frequencies[random.Next(frequencies.Length)];
        Stage stage = new(random);
        for (int thread = 1; thread <= threads; thread++)
        {
            Func<long, string?> usual = stage.Everyday();
            stage.Thread(thread, $"worker-{thread}", seconds, interval, change is null ? usual : change(usual));
        }

        return stage;
    }

    private static TimeRange Window(Random random, double seconds, long shortest, long longest)
    {
        long length = random.NextInt64(shortest, Math.Max(longest, shortest + 1));
        long start = random.NextInt64(2 * Second, (long)(seconds * Second) - (2 * Second) - length);
        return new TimeRange(start, start + length);
    }

    private static TimeRange[] Beats(long phase, long end, long period, long beat)
    {
        List<TimeRange> beats = [];
        for (long start = phase; start + beat < end; start += period)
        {
            beats.Add(new TimeRange(start, start + beat));
        }

        return [.. beats];
    }
}
