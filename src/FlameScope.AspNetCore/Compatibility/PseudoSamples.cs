using FlameScope.Formats;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>Spans as Netflix FlameScope shows them: sampled at 100 Hz, whatever step the profile was loaded with.</summary>
internal static class PseudoSamples
{
    private const long Step = 10_000_000;

    /// <summary>The samples of one kind that lie on whole multiples of 10 ms.</summary>
    /// <param name="store">A profile whose samples of this kind lie on a grid that begins at time 0.</param>
    /// <param name="kind">The kind's name.</param>
    public static SampleStore Of(SampleStore store, string kind)
    {
        SampleStoreBuilder builder = new() { Header = store.Header };
        StackId[] stacks = CopyStacks(store, builder);
        EventKindId spans = builder.AddEventKind(System.Text.Encoding.UTF8.GetBytes(kind));
        int row = RowOf(store, kind);
        for (int i = 0; i < store.Count; i++)
        {
            if (store.Events[i] == row && store.Times[i] % Step == 0)
            {
                ProfiledThread thread = store.ThreadTable[store.Threads[i].Value];
                builder.AddSample(new SampleRecord(
                    store.Times[i], stacks[store.Stacks[i].Value], builder.AddThread(store.Strings[thread.Command], thread.Pid, thread.Tid), spans, weight: Step)
                {
                    Activity = store.IsWaiting(i) ? SampleActivity.Waiting : SampleActivity.Working,
                });
            }
        }

        return builder.Build(store.Report);
    }

    // Callers stand before what they call.
    private static StackId[] CopyStacks(SampleStore store, SampleStoreBuilder builder)
    {
        StackId[] stacks = new StackId[store.StackTrie.Count];
        for (int node = 1; node < stacks.Length; node++)
        {
            Frame frame = store.Frames[store.StackTrie.Frames[node].Value];
            stacks[node] = builder.AddStack(
                stacks[store.StackTrie.Parents[node].Value],
                builder.AddFrame(store.Strings[frame.Symbol], store.Strings[frame.Module], frame.Kind));
        }

        return stacks;
    }

    private static int RowOf(SampleStore store, string kind)
    {
        int row = 0;
        while (store.Strings.GetString(store.EventKinds[row].Name) != kind)
        {
            row++;
        }

        return row;
    }
}
