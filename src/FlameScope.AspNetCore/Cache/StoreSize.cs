namespace FlameScope.AspNetCore.Cache;

/// <summary>The memory that a store takes.</summary>
internal static class StoreSize
{
    // Time, stack, thread, event, CPU, and what the bucket index and the filters keep a sample.
    private const int BytesPerSample = 8 + 4 + 4 + 2 + 2 + 4;
    private const int BytesPerStack = 8 + 12;
    private const int BytesPerFrame = 16;
    private const int BytesPerString = 4;

    /// <summary>The bytes of a store's columns and tables, about.</summary>
    public static long Of(SampleStore store)
    {
        long text = 0;
        for (int i = 0; i < store.Strings.Count; i++)
        {
            text += store.Strings[new StringId(i)].Length + BytesPerString;
        }

        return text
            + ((long)store.Count * BytesPerSample)
            + ((long)store.Weights.Length * sizeof(long))
            + ((long)store.StackTrie.Count * BytesPerStack)
            + ((long)store.Frames.Length * BytesPerFrame);
    }
}
