using System.Text;
using FlameScope.Formats;

namespace FlameScope.Report.Tests;

/// <summary>Small profiles that have what recordings seldom have.</summary>
internal static class MadeStores
{
    private const int Samples = 2_000;

    /// <summary>Samples with every column that there is, of few threads and stacks, so that the same come again, and some once.</summary>
    public static SampleStore Random(int seed)
    {
        Random random = new(seed);
        SampleStoreBuilder builder = new();
        FrameId[] frames = [.. Enumerable.Range(0, 300).Select(i => builder.AddFrame(new Frame(
            builder.AddString(Encoding.UTF8.GetBytes($"function{i % 290}")),
            builder.AddString(Encoding.UTF8.GetBytes($"/lib/module{i % 7}")),
            (FrameKind)(i % 5))
        {
            File = i % 3 == 0 ? builder.AddString(Encoding.UTF8.GetBytes($"source{i % 11}.cs")) : StringId.Empty,
            Line = i % 3 == 0 ? i : 0,
        }))];
        ThreadId[] threads = [.. Enumerable.Range(0, seed * 100).Select(i => builder.AddThread(Encoding.UTF8.GetBytes($"thread {i % 5}"), 10 + (i % 3), 100 + i))];
        EventKindId[] kinds = [builder.AddEventKind("cpu-clock"u8), builder.AddEventKind("bytes"u8, new EventKind { Unit = "bytes", Counting = EventCounting.Aggregated })];
        LabelSetId[] labels = [LabelSetId.Empty, builder.AddLabel(LabelSetId.Empty, "cgroup"u8, "/a"u8), builder.AddLabel(LabelSetId.Empty, "cgroup"u8, "/b"u8)];
        StackId[] stacks = new StackId[500];
        for (int i = 1; i < stacks.Length; i++)
        {
            stacks[i] = builder.AddStack(stacks[random.Next(i)], frames[random.Next(frames.Length)]);
        }

        for (int i = 0; i < Samples; i++)
        {
            // Far steps need the wide form of times.
            long time = (long)(random.NextDouble() * (seed == 2 ? 9e12 : 9e9));
            builder.AddSample(new SampleRecord(
                time, stacks[(int)(Math.Pow(random.NextDouble(), 3) * stacks.Length)], threads[random.Next(threads.Length)], kinds[random.Next(2)], (short)random.Next(-1, seed == 3 ? 400 : 4), random.NextInt64(1, 1L << 40))
            {
                Duration = random.Next(3) == 0 ? random.NextInt64(1_000_000) : 0,
                Labels = labels[random.Next(3)],
            });
            if (random.Next(10) == 0)
            {
                builder.MarkIdle(i);
            }
            else if (random.Next(10) == 0)
            {
                builder.MarkWaiting(i);
            }
        }

        return builder.Build();
    }

    /// <summary>One name for everything that has a name.</summary>
    public static SampleStore Named(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        SampleStoreBuilder builder = new();
        StackId stack = builder.AddStack(StackId.Empty, builder.AddFrame(bytes, bytes, FrameKind.User));
        ThreadId thread = builder.AddThread(bytes, 1, 1);
        EventKindId kind = builder.AddEventKind(bytes);
        builder.AddSample(new SampleRecord(0, stack, thread, kind, 0, 1));
        builder.AddSample(new SampleRecord(1_000_000, stack, thread, kind, 0, 1));
        return builder.Build();
    }
}
