namespace FlameScope.Fuzz.Inputs;

/// <summary>An event of a trace that a test writes.</summary>
/// <param name="Metadata">The number of its type.</param>
/// <param name="Thread">The thread it is about.</param>
/// <param name="Ticks">Its time.</param>
/// <param name="Stack">The number of its stack; 0 for none.</param>
/// <param name="Payload">Its payload.</param>
internal sealed record TraceEvent(uint Metadata, long Thread, long Ticks, uint Stack, byte[] Payload)
{
    /// <summary>The thread that writes it; its own where none is given.</summary>
    public long? Writer { get; init; }

    /// <summary>How many events the writing thread had tried to write; the next one where none is given.</summary>
    public uint? Sequence { get; init; }

    public uint Processor { get; init; }

    /// <summary>The number of its labels (version 6).</summary>
    public uint Labels { get; init; }
}
