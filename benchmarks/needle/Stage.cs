using System.Text;
using FlameScope.Formats;

namespace FlameScope.Needle;

/// <summary>A made-up recording: threads that are sampled by clocks of their own, on a stack that a script chooses for every instant.</summary>
internal sealed class Stage(Random random)
{
    public const long Second = 1_000_000_000;
    public const long Millisecond = 1_000_000;

    private static readonly string[] Work =
        ["parse", "hash", "copy", "read;decode", "read;inflate", "write;encode", "write;flush", "lookup;compare", "lookup;walk"];

    private readonly List<(long Time, int Thread, string Command, string Stack)> _samples = [];

    /// <summary>Samples a thread at every tick of its clock at which the script gives it a stack.</summary>
    /// <param name="thread">The thread's id.</param>
    /// <param name="command">Its name.</param>
    /// <param name="seconds">How long the recording is.</param>
    /// <param name="interval">Nanoseconds between ticks.</param>
    /// <param name="script">The stack at an instant, root first, separated by semicolons; <see langword="null"/> where the thread does not run.</param>
    /// <param name="jitter">The ticks come up to this many nanoseconds late.</param>
    public Stage Thread(int thread, string command, double seconds, long interval, Func<long, string?> script, long jitter = 20_000)
    {
        for (long tick = random.NextInt64(interval); tick < seconds * Second; tick += interval)
        {
            long time = tick + random.NextInt64(jitter + 1);
            if (script(time) is string stack)
            {
                _samples.Add((time, thread, command, stack));
            }
        }

        return this;
    }

    /// <summary>Samples CPUs that threads share, each for some ticks on end, at every tick of the CPUs' clock.</summary>
    /// <param name="threads">How many threads there are.</param>
    /// <param name="cpus">How many CPUs.</param>
    /// <param name="seconds">How long the recording is.</param>
    /// <param name="interval">Nanoseconds between ticks.</param>
    /// <param name="script">The stack of a thread at an instant; <see langword="null"/> where it does not want to run.</param>
    public Stage Shared(int threads, int cpus, double seconds, long interval, Func<int, long, string?> script)
    {
        int[] running = new int[cpus];
        long[] until = new long[cpus];
        for (long tick = 0; tick < seconds * Second; tick += interval)
        {
            for (int cpu = 0; cpu < cpus; cpu++)
            {
                long time = tick + random.NextInt64(20_000);
                string? stack = time < until[cpu] && running[cpu] >= 0 ? script(running[cpu], time) : null;
                for (int tries = 0; stack is null && tries < 2 * threads; tries++)
                {
                    int thread = random.Next(threads);
                    bool isTaken = Array.Exists(running, other => other == thread) && running[cpu] != thread;
                    stack = isTaken ? null : script(thread, time);
                    (running[cpu], until[cpu]) = (stack is null ? -1 : thread, time + random.NextInt64(3 * Millisecond, 25 * Millisecond));
                }

                if (stack is not null)
                {
                    _samples.Add((time, running[cpu] + 1, $"worker-{running[cpu] + 1}", stack));
                }
            }
        }

        return this;
    }

    /// <summary>A script of everyday work; each piece goes on with the same probability after every sample.</summary>
    public Func<long, string?> Everyday(double persistence = 0.3, string root = "main;run")
    {
        string current = "";
        return _ => current = current.Length > 0 && random.NextDouble() < persistence ? current : $"{root};{Work[random.Next(Work.Length)]}";
    }

    public SampleStore Build()
    {
        SampleStoreBuilder builder = new();
        Dictionary<string, StackId> stacks = [];
        EventKindId @event = builder.AddEventKind("cpu-clock"u8);
        foreach ((long time, int thread, string command, string stack) in _samples)
        {
            if (!stacks.TryGetValue(stack, out StackId id))
            {
                foreach (string name in stack.Split(';'))
                {
                    FrameId frame = builder.AddFrame(
                        Encoding.UTF8.GetBytes(name), name == "[unknown]" ? "[unknown]"u8 : "/usr/bin/app"u8, name == "[unknown]" ? FrameKind.Unknown : FrameKind.User);
                    id = builder.AddStack(id, frame);
                }

                stacks.Add(stack, id);
            }

            builder.AddSample(new SampleRecord(time, id, builder.AddThread(Encoding.UTF8.GetBytes(command), 1, thread), @event, -1, 1));
        }

        return builder.Build();
    }
}
