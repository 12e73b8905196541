using System.Text;
using FlameScope.Formats;
using FlameScope.Formats.Linux;

namespace FlameScope.Core.Tests;

/// <summary>Small stores for tests: each sample is a time, a command and a stack such as <c>main;run;leaf</c>.</summary>
internal static class Stores
{
    public static SampleStore Of(params (long Time, string Command, string Stack)[] samples)
    {
        SampleStoreBuilder builder = new();
        foreach ((long time, string command, string stack) in samples)
        {
            builder.Add(time, command, stack);
        }

        return builder.Build();
    }

    public static void Add(
        this SampleStoreBuilder builder,
        long time,
        string command,
        string stack,
        string @event = "cycles",
        int thread = 7,
        int process = 7,
        FrameKind kind = FrameKind.User,
        long weight = 1,
        SampleActivity activity = SampleActivity.Working,
        string module = "app")
    {
        StackId node = StackId.Empty;
        foreach (string symbol in stack.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            node = builder.AddStack(node, builder.AddFrame(Encoding.UTF8.GetBytes(symbol), Encoding.UTF8.GetBytes(module), kind));
        }

        builder.AddSample(new SampleRecord(
            time,
            node,
            builder.AddThread(Encoding.UTF8.GetBytes(command), process, thread),
            PerfEvents.Add(builder, Encoding.UTF8.GetBytes(@event)),
            cpu: 0,
            weight)
        {
            Activity = activity,
        });
    }

    /// <summary>All samples as text, independent of how tables are numbered.</summary>
    public static string[] Describe(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(sample => DescribeSample(store, sample))];

    private static string DescribeSample(SampleStore store, int sample)
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        IEnumerable<string> frames = store.StackTrie.FramesOf(store.Stacks[sample]).Select(id =>
        {
            Frame frame = store.Frames[id.Value];
            return $"{store.Strings.GetString(frame.Symbol)}({store.Strings.GetString(frame.Module)},{frame.Kind})";
        });
        return $"{store.Times[sample]} {store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid} "
            + $"[{store.Cpus[sample]}] {store.Strings.GetString(store.EventKinds[store.Events[sample]].Name)} "
            + $"{store.WeightOf(sample)}: {string.Join(';', frames)}";
    }

    /// <summary>The samples that are events of the input, without those that were worked out of them.</summary>
    public static IEnumerable<int> SamplesOfInput(this SampleStore store) =>
        Enumerable.Range(0, store.Count).Where(sample => !store.EventKinds[store.Events[sample]].IsDerived);
}
