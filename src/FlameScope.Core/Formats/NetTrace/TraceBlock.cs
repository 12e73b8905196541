namespace FlameScope.Formats.NetTrace;

/// <summary>What a block holds.</summary>
internal enum BlockKind : byte
{
    /// <summary>Nothing that is known; skipped.</summary>
    Other = 0,
    Trace,
    Events,
    Metadata,
    SequencePoint,
    Stacks,
    Threads,
    RemovedThreads,
    Labels,
}

/// <summary>What the next bytes of a trace are.</summary>
internal enum Framing : byte
{
    /// <summary>A whole block.</summary>
    Block,

    /// <summary>The beginning of a block; its <see cref="TraceBlock.BodyLength"/> is 0 where that is not known yet.</summary>
    NeedsMore,

    /// <summary>The mark at the trace's end.</summary>
    End,

    /// <summary>Nothing of a trace.</summary>
    Damaged,
}

/// <summary>Where a block lies in the bytes that are looked at.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="BodyStart">Where its content begins.</param>
/// <param name="BodyLength">Length of its content.</param>
/// <param name="Length">Length of all of it.</param>
internal readonly record struct TraceBlock(BlockKind Kind, int BodyStart, int BodyLength, int Length);
