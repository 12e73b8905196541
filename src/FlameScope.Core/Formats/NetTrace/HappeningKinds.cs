namespace FlameScope.Formats.NetTrace;

/// <summary>How the store shows what happened in a runtime.</summary>
internal static class HappeningKinds
{
    /// <summary>The kind of markers; those of one kind are drawn alike.</summary>
    public static ReadOnlySpan<byte> MarkerKindOf(HappeningKind kind) => NameOf(kind);

    /// <summary>The event kind of those that have stacks.</summary>
    public static ReadOnlySpan<byte> NameOf(HappeningKind kind) => kind switch
    {
        HappeningKind.Collection => "gc"u8,
        HappeningKind.Suspension => "suspension"u8,
        HappeningKind.Contention => "contention"u8,
        HappeningKind.Exception => "exception"u8,
        HappeningKind.Jitting => "jit"u8,
        HappeningKind.PoolAdjustment => "thread pool"u8,
        HappeningKind.Allocation => "allocation"u8,
        _ => "off-cpu"u8,
    };

    /// <summary>Whether it concerns its thread alone.</summary>
    public static bool IsOfThread(HappeningKind kind) => kind is HappeningKind.Contention or HappeningKind.Exception or HappeningKind.Jitting;

    public static EventKind Describe(HappeningKind kind) => kind switch
    {
        HappeningKind.Exception or HappeningKind.PoolAdjustment => new EventKind { Counting = EventCounting.Occurring },
        HappeningKind.Allocation => new EventKind { Counting = EventCounting.Sampled, Unit = "bytes" },
        HappeningKind.Contention or HappeningKind.OffCpu => Lasting(EventClock.OffCpu),
        _ => Lasting(EventClock.Wall),
    };

    /// <summary>The value of one that has no duration.</summary>
    public static long WeightOf(in Happening happening) => happening.Kind switch
    {
        HappeningKind.Allocation => happening.At.Value,
        HappeningKind.Exception or HappeningKind.PoolAdjustment => 1,
        _ => 0,
    };

    private static EventKind Lasting(EventClock clock) =>
        new() { Counting = EventCounting.Occurring, Clock = clock, Unit = "ns", DefaultWeight = SampleWeight.Value };
}
