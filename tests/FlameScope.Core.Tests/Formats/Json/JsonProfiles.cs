using System.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Formats.Json;

/// <summary>Loads profiles in JSON from their text, and shows what came of them.</summary>
internal static class JsonProfiles
{
    public static SampleStore Load(string text, LoadOptions? options = null) => Load(Encoding.UTF8.GetBytes(text), options);

    public static SampleStore Load(byte[] text, LoadOptions? options = null)
    {
        using MemoryStream stream = new(text);
        return ProfileLoader.LoadAsync(stream, options).GetAwaiter().GetResult();
    }

    /// <summary>Each sample as <c>time thread root;leaf</c>, times in microseconds.</summary>
    public static string[] Describe(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(sample =>
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        string state = store.IsIdle(sample) ? " idle" : store.IsWaiting(sample) ? " waiting" : "";
        string frames = string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => store.Strings.GetString(store.Frames[id.Value].Symbol)));
        return FormattableString.Invariant($"{store.Times[sample] / 1000m:0.###} {store.Strings.GetString(thread.Command)} {frames}{state}");
    })];

    public static Frame FrameOf(SampleStore store, string symbol) =>
        store.Frames.ToArray().Single(frame => store.Strings.GetString(frame.Symbol) == symbol);
}
