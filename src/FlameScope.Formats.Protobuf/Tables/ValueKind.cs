namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>What one of a sample's values is, in the words of the input.</summary>
/// <param name="Type">Its type, such as <c>cpu</c>, <c>samples</c> or <c>inuse_space</c>.</param>
/// <param name="Unit">Its unit, such as <c>nanoseconds</c>, <c>count</c> or <c>bytes</c>.</param>
internal readonly record struct ValueKind(string Type, string Unit)
{
    private const string Nanoseconds = "ns";

    /// <summary>What a value in this unit is multiplied with, so that times are nanoseconds and sizes bytes.</summary>
    public long Factor => Unit switch
    {
        "microseconds" or "microsecond" or "us" or "µs" => 1_000,
        "milliseconds" or "millisecond" or "ms" => 1_000_000,
        "seconds" or "second" or "s" => 1_000_000_000,
        "kilobytes" or "kilobyte" or "kb" or "KB" or "KiB" => 1L << 10,
        "megabytes" or "megabyte" or "mb" or "MB" or "MiB" => 1L << 20,
        _ => 1,
    };

    /// <summary>Whether values are times.</summary>
    public bool IsTime => StoredUnit == Nanoseconds;

    /// <summary>Whether values count samples that the profiler took.</summary>
    public bool CountsSamples => Unit is "count" or "" && Type.Contains("sample", StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind as the builder has it.</summary>
    /// <param name="counting">How its samples come about.</param>
    /// <param name="isDefault">Whether views show it where nothing else is asked for.</param>
    public EventKind ToEventKind(EventCounting counting, bool isDefault) => new()
    {
        Unit = StoredUnit,
        Counting = counting,
        Clock = Clock,
        IsDefault = isDefault,
    };

    private string StoredUnit => Unit switch
    {
        "nanoseconds" or "nanosecond" or "ns" or "microseconds" or "microsecond" or "us" or "µs" or "milliseconds" or "millisecond" or "ms"
            or "seconds" or "second" or "s" => Nanoseconds,
        "bytes" or "byte" or "b" or "B" or "kilobytes" or "kilobyte" or "kb" or "KB" or "KiB" or "megabytes" or "megabyte" or "mb" or "MB" or "MiB" => "bytes",
        _ when CountsSamples => "samples",
        "" or "count" => "events",
        _ => Unit,
    };

    private EventClock Clock =>
        Has("off-cpu") || Has("off_cpu") || Has("offcpu") ? EventClock.OffCpu
        : Has("wall") || Type is "delay" or "contentions" ? EventClock.Wall
        : EventClock.Cpu;

    private bool Has(string part) => Type.Contains(part, StringComparison.OrdinalIgnoreCase);
}
