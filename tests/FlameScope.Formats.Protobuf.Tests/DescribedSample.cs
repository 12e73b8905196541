namespace FlameScope.Formats.Protobuf.Tests;

/// <summary>A sample in words, for comparisons of stores.</summary>
internal sealed record DescribedSample(long Time, string Thread, string Stack, long Weight)
{
    public static List<DescribedSample> AllOf(SampleStore store, string? kind = null)
    {
        List<DescribedSample> samples = [];
        for (int i = 0; i < store.Count; i++)
        {
            EventKindId id = new(store.Events[i]);
            if (kind is null || store.Strings.GetString(store.EventKinds[id.Value].Name) == kind)
            {
                ProfiledThread thread = store.ThreadTable[store.Threads[i].Value];
                samples.Add(new DescribedSample(
                    store.Times[i],
                    $"{store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid}",
                    string.Join(";", FramesOf(store, store.Stacks[i]).Select(frame => store.Strings.GetString(frame.Symbol))),
                    store.WeightOf(i)));
            }
        }

        return samples;
    }

    /// <summary>The frames of a stack, root first.</summary>
    public static Frame[] FramesOf(SampleStore store, StackId stack)
    {
        List<Frame> frames = [];
        for (StackId at = stack; at != StackId.Empty; at = store.StackTrie.Parents[at.Value])
        {
            frames.Insert(0, store.Frames[store.StackTrie.Frames[at.Value].Value]);
        }

        return [.. frames];
    }
}
