namespace FlameScope.Core.Tests.Formats.NetTrace;

/// <summary>How tests look at what was read of a trace.</summary>
internal static class Loaded
{
    public static SampleStore From(byte[] trace, LoadOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(trace), options).GetAwaiter().GetResult();

    /// <summary>A sample as text: time, thread, and frames root first.</summary>
    public static string Describe(SampleStore store, int sample)
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        string frames = string.Join(";", store.StackTrie.FramesOf(store.Stacks[sample]).Select(frame => NameOf(store, frame)));
        return FormattableString.Invariant($"{store.Times[sample]} {thread.Pid}/{thread.Tid} {frames}");
    }

    public static string[] DescribeAll(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(sample => Describe(store, sample))];

    public static NamedMarker[] Markers(SampleStore store) => [.. store.Markers.ToArray().Select(marker => NamedMarker.From(store, marker))];

    private static string NameOf(SampleStore store, FrameId id)
    {
        Frame frame = store.Frames[id.Value];
        string module = store.Strings.GetString(frame.Module);
        return (module.Length > 0 ? module + "!" : "") + store.Strings.GetString(frame.Symbol);
    }
}
