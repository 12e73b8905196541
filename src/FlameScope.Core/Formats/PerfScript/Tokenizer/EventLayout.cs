namespace FlameScope.Formats.PerfScript;

/// <summary>How an event line names its thread.</summary>
internal enum ThreadColumn : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By thread id: <c>java 1234</c>.</summary>
    Thread = 1,

    /// <summary>By process and thread id: <c>java 1234/1235</c>.</summary>
    ProcessAndThread = 2,
}

/// <summary>How an event line names its CPU.</summary>
internal enum CpuColumn : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>In brackets: <c>[001]</c>.</summary>
    Bracketed = 1,

    /// <summary>As a bare number, as <c>perf script -L</c> prints it.</summary>
    Bare = 2,
}

/// <summary>Which columns stand before the event of an event line.</summary>
internal readonly record struct EventLayout(ThreadColumn Thread, CpuColumn Cpu, bool HasMisc, bool HasTime)
{
    private int Key => ((int)Thread << 4) | ((int)Cpu << 2) | (HasMisc ? 2 : 0) | (HasTime ? 1 : 0);

    public bool Equals(EventLayout other) => Key == other.Key;

    public override int GetHashCode() => Key;

    // Of columns as perf prints them, no command can be the cause of two.
    public bool IsRich => Thread != ThreadColumn.None && Cpu == CpuColumn.Bracketed;
}
