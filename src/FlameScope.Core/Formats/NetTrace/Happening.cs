namespace FlameScope.Formats.NetTrace;

/// <summary>What happened in the runtime, from its beginning to its end.</summary>
/// <param name="Kind">What it is one of.</param>
/// <param name="Range">When; empty for an instant.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">Further text.</param>
/// <param name="At">The event that it began with, or, where that was before the trace, ended with.</param>
internal readonly record struct Happening(HappeningKind Kind, TimeRange Range, StringId Name, StringId Text, Moment At);

/// <summary>Kinds of what happens in a runtime.</summary>
internal enum HappeningKind : byte
{
    Collection,
    Suspension,
    Contention,
    Exception,
    Jitting,
    PoolAdjustment,
    Allocation,
    OffCpu,
}
