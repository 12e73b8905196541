namespace FlameScope;

/// <summary>How large a store may grow while it is filled from an input that may be hostile.</summary>
/// <remarks>The defaults leave room for recordings of many gigabytes. They are checked about every MiB of input.</remarks>
public sealed record StoreLimits
{
    /// <summary>The most samples; 500 million by default.</summary>
    public int MaxSamples { get; init; } = 500_000_000;

    /// <summary>The most distinct strings: symbols, modules, commands and events; 20 million by default.</summary>
    public int MaxStrings { get; init; } = 20_000_000;

    /// <summary>The most distinct frames; 20 million by default.</summary>
    public int MaxFrames { get; init; } = 20_000_000;

    /// <summary>The most nodes of the stack trie; 100 million by default.</summary>
    public int MaxStacks { get; init; } = 100_000_000;

    /// <summary>The most threads (distinct by command, process and id); 20 million by default.</summary>
    public int MaxThreads { get; init; } = 20_000_000;

    /// <summary>The most markers; 10 million by default.</summary>
    public int MaxMarkers { get; init; } = 10_000_000;

    /// <summary>The most bytes of memory for columns and tables while filling; 8 GiB by default.</summary>
    public long MaxMemoryBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <exception cref="ProfileFormatException">A limit is passed.</exception>
    internal static void Check(string what, long count, long limit, string name)
    {
        if (count > limit)
        {
            throw new ProfileFormatException(FormattableString.Invariant(
                $"The input has more than {limit} {what}, the limit set by {nameof(StoreLimits)}.{name}. Raise it if the input can be trusted."));
        }
    }
}
