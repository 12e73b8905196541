namespace FlameScope.Formats.PerfData;

/// <summary>What an address stands for.</summary>
/// <param name="Entry">Its frames, as <see cref="FrameTable"/> numbers them.</param>
/// <param name="From">The first instant at which it stands for them.</param>
/// <param name="Until">The first instant at which it no longer does.</param>
internal readonly record struct NamedPlace(int Entry, long From, long Until)
{
    /// <summary>A place that always stands for the same.</summary>
    public static NamedPlace Lasting(int entry) => new(entry, long.MinValue, long.MaxValue);

    public bool IsLasting => From == long.MinValue && Until == long.MaxValue;

    public bool Holds(long time) => time >= From && (time < Until || Until == long.MaxValue);
}
