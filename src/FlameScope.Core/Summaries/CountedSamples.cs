namespace FlameScope;

/// <summary>Something that samples have in common, and how many do: an event kind, a command, a process or a thread.</summary>
/// <param name="Name">Its name; of a process that of its main thread, or of the first one seen.</param>
/// <param name="Samples">Samples, idle and waiting ones among them.</param>
public sealed record CountedSamples(string Name, long Samples)
{
    /// <summary>Of a process or thread: the process id, or the thread id where the profile tells threads only.</summary>
    public int? Pid { get; init; }

    /// <summary>Of a thread: its id. A thread that changed its name is there once per name.</summary>
    public int? Tid { get; init; }

    /// <summary>Of an event kind: samples per second of one busy CPU, where the profile tells.</summary>
    public int? Frequency { get; init; }

    /// <summary>Of an event kind: what its values count, such as <c>ns</c> or <c>bytes</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Of an event kind: whether views show it where none is asked for.</summary>
    public bool IsDefault { get; init; }
}
