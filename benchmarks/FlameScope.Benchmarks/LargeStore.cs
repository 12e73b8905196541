using System.Text;
using FlameScope.Formats;

namespace FlameScope.Benchmarks;

/// <summary>A made-up store of ten million samples on 400,000 stacks, in which names and depths are spread as in real ones.</summary>
internal static class LargeStore
{
    public const int Samples = 10_000_000;
    public const int Nodes = 400_000;
    private const int Names = 20_000;
    private const int Roots = 400;
    private const long SampleDistance = 50_000;

    /// <param name="isShared">Whether every thread runs every stack, which makes eight trees of one; otherwise a thread has its own, as in most programs.</param>
    public static SampleStore Create(bool isShared)
    {
        SampleStoreBuilder builder = new();
        FrameId[] frames = [.. Enumerable.Range(0, Names).Select(name => builder.AddFrame(
            Encoding.ASCII.GetBytes($"module::function_{name}"), Encoding.ASCII.GetBytes($"/usr/lib/lib{name % 50}.so"), FrameKind.User))];
        ThreadId[] threads = [.. Enumerable.Range(0, 64).Select(thread => builder.AddThread(Encoding.ASCII.GetBytes($"worker{thread % 8}"), 100, 100 + thread))];
        EventKindId cycles = builder.AddEventKind("cycles"u8);
        StackId[] stacks = new StackId[Nodes];
        int[] depths = new int[Nodes];
        int[] roots = new int[Nodes];
        Random random = new(1);
        for (int node = 1; node < Nodes; node++)
        {
            // Mostly below a young node, so that stacks get deep; a few levels up else.
            int parent = random.Next(Math.Max(0, node - 200), node);
            parent = depths[parent] < 60 ? parent : random.Next(node);
            parent = node % (Nodes / Roots) == 0 ? 0 : parent;
            roots[node] = parent == 0 ? node : roots[parent];
            stacks[node] = builder.AddStack(stacks[parent], frames[random.Next(Names)]);
            depths[node] = depths[parent] + 1;
        }

        for (int sample = 0; sample < Samples; sample++)
        {
            // The square favours few stacks: most samples repeat, as they do in recordings.
            double place = random.NextDouble();
            int node = 1 + (int)(place * place * (Nodes - 2));
            int thread = (isShared ? random.Next() : roots[node] / (Nodes / Roots)) % threads.Length;
            builder.AddSample(new SampleRecord(sample * SampleDistance, stacks[node], threads[thread], cycles, sample % 4));
        }

        return builder.Build();
    }
}
