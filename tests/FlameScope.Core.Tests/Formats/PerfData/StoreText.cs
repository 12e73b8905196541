using System.Text;

namespace FlameScope.Core.Tests.Formats.PerfData;

/// <summary>All that a store says of its samples, to compare stores that were read from different inputs.</summary>
internal static class StoreText
{
    /// <param name="store">The store.</param>
    /// <param name="names">Whether names of functions count; modules always do.</param>
    /// <param name="derived">Whether samples count that were worked out of others.</param>
    public static string[] Samples(SampleStore store, bool names, bool derived = true)
    {
        Dictionary<StackId, string> stacks = [];
        List<string> lines = [];
        foreach (int i in derived ? Enumerable.Range(0, store.Count) : store.SamplesOfInput())
        {
            ProfiledThread thread = store.ThreadTable[store.Threads[i].Value];
            StackId stack = store.Stacks[i];
            if (!stacks.TryGetValue(stack, out string? frames))
            {
                stacks.Add(stack, frames = Stack(store, stack, names));
            }

            lines.Add($"{store.Times[i]} {Text(store, thread.Command)} {thread.Pid}/{thread.Tid} [{store.Cpus[i]}] "
                + $"{Text(store, store.EventKinds[store.Events[i]].Name)} {store.WeightOf(i)} {store.IsIdle(i)} {frames}");
        }

        return [.. lines];
    }

    public static string Stack(SampleStore store, StackId stack, bool names = true) => string.Join(" > ", store.StackTrie.FramesOf(stack).Select(id =>
    {
        Frame frame = store.Frames[id.Value];
        return names ? $"{Text(store, frame.Symbol)} ({Text(store, frame.Module)}, {frame.Kind})" : Text(store, frame.Module);
    }));

    public static string Text(SampleStore store, StringId id) => Encoding.Latin1.GetString(store.Strings[id]);
}
