namespace FlameScope.Formats.NetTrace;

/// <summary>An event of the runtime that is no sample: the beginning, the end or all of something that happened.</summary>
internal record struct Moment
{
    /// <summary>Nanoseconds of the trace's clock.</summary>
    public long Time;

    /// <summary>What it is.</summary>
    public EventMeaning Meaning;

    /// <summary>The row of its thread.</summary>
    public int Thread;

    /// <summary>The row of its process.</summary>
    public int Process;

    /// <summary>The row of its raw stack; 0 for none.</summary>
    public int Stack;

    /// <summary>The CPU on which it was written; -1 where unknown.</summary>
    public short Cpu;

    /// <summary>Why, as the runtime numbers reasons.</summary>
    public int Reason;

    /// <summary>The generation of a collection, or the number of threads that a pool is to have.</summary>
    public int Number;

    /// <summary>The type of a collection.</summary>
    public int Type;

    /// <summary>What ties a beginning to its end: the number of a collection or of a method.</summary>
    public ulong Key;

    /// <summary>How long it took, in nanoseconds, or how many bytes; 0 where it does not tell.</summary>
    public long Value;

    /// <summary>What it is called: the type of an exception, a method.</summary>
    public StringId Name;

    /// <summary>Further text: an exception's message.</summary>
    public StringId Text;
}
