namespace FlameScope.Formats;

/// <summary>What is known of a perf script text beforehand, and how much of it is read.</summary>
public sealed record PerfScriptOptions
{
    /// <summary>
    /// Whether frames come root first (perf config <c>call-graph.order=caller</c>); leaf first by default. Nothing in the text
    /// tells the two apart.
    /// </summary>
    public bool IsCallerFirst { get; init; }

    /// <summary>The longest line in bytes, 1 KiB to 1 GiB; 1 MiB by default. A longer one is counted as unparsed and skipped.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>The most frames of a stack; 100,000 by default. A sample with more is counted as unparsed.</summary>
    public int MaxStackDepth { get; init; } = 100_000;

    /// <summary>Bytes looked at to find the layouts of event lines.</summary>
    internal int HeadBytes { get; init; } = 256 * 1024;

    /// <summary>The least bytes that are worth a thread.</summary>
    internal int MinPartBytes { get; init; } = 4 * 1024 * 1024;
}
