using System.Text;
using FlameScope.Fuzz.Checks;

namespace FlameScope.Core.Tests.Formats;

/// <summary>What holds for every format: cut anywhere, in blocks of any size, and strict.</summary>
internal static class FormatChecks
{
    public static SampleStore Load(string text, LoadOptions? options = null) => Load(Encoding.UTF8.GetBytes(text), options);

    public static SampleStore Load(byte[] bytes, LoadOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(bytes), options).GetAwaiter().GetResult();

    public static string RefusalOf(string text, LoadOptions? options = null) =>
        Assert.Throws<ProfileFormatException>(() => Load(text, options)).Message;

    /// <summary>Every beginning of an input loads consistently, whatever the blocks, or is refused; none has more samples than the whole.</summary>
    public static void RequireCutsHold(byte[] input, int step = 1)
    {
        SampleStore whole = Load(input);
        int samples = 0;
        for (int length = 0; length < input.Length; length += step)
        {
            SampleStore? cut = LoaderCheck.Run(input[..length]);
            Assert.InRange(cut?.Count ?? 0, 0, whole.Count);
            samples = Math.Max(samples, cut?.Count ?? 0);
        }

        Assert.InRange(samples, whole.Count / 2, whole.Count);
    }

    /// <summary>The same input gives the same store in blocks of any size, and from a file.</summary>
    public static void RequireSameFromBlocks(byte[] input, int rounds = 5)
    {
        SampleStore whole = Load(input);
        for (int seed = 0; seed < rounds; seed++)
        {
            using RandomReadStream pieces = new(input, new Random(seed), seed < 2 ? 16 : 5_000);
            StoreCheck.RequireIdentical(whole, ProfileLoader.LoadAsync(pieces).GetAwaiter().GetResult());
        }

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, input);
            StoreCheck.RequireIdentical(whole, ProfileLoader.Load(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A store's samples as <c>time command pid/tid [weight]: frames</c>.</summary>
    public static string[] Describe(SampleStore store) => [.. Enumerable.Range(0, store.Count).Select(sample =>
    {
        ProfiledThread thread = store.ThreadTable[store.Threads[sample].Value];
        string activity = store.IsIdle(sample) ? " idle" : store.IsWaiting(sample) ? " waiting" : "";
        return $"{store.Times[sample]} {store.Strings.GetString(thread.Command)} {thread.Pid}/{thread.Tid} [{store.WeightOf(sample)}]{activity}: "
            + string.Join(';', store.StackTrie.FramesOf(store.Stacks[sample]).Select(id => Text(store, store.Frames[id.Value])));
    })];

    private static string Text(SampleStore store, Frame frame)
    {
        string module = store.Strings.GetString(frame.Module);
        string kind = frame.Kind switch
        {
            FrameKind.User => "",
            _ => $"_{char.ToLowerInvariant(frame.Kind.ToString()[0])}",
        };
        return store.Strings.GetString(frame.Symbol) + kind + (module.Length == 0 ? "" : $"@{module}");
    }
}
