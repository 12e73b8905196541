using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>A slice of time as the command line names it.</summary>
/// <param name="From">Its start in nanoseconds from the heat map's origin; <see langword="null"/> for the origin.</param>
/// <param name="To">Its end in nanoseconds from the heat map's origin; <see langword="null"/> for the end of the recording.</param>
internal readonly record struct Slice(long? From, long? To)
{
    public bool IsWhole => From is null && To is null;

    /// <summary>The slice on the recording's clock; <see langword="null"/> for the whole recording.</summary>
    /// <exception cref="InvalidOperationException">A slice was asked for, and the recording has no clock.</exception>
    public TimeRange? RangeIn(SampleStore store)
    {
        if (IsWhole)
        {
            return null;
        }

        long origin = store.Origin;
        long start = AddSaturated(origin, From ?? 0);
        return new TimeRange(start, To is long to ? AddSaturated(origin, to) : Math.Max(start, store.TimeRange.End));
    }

    /// <summary>The slice in words.</summary>
    public override string ToString() => IsWhole
        ? "whole recording"
        : $"from {TimeText.Seconds(From ?? 0)} s to {(To is long to ? $"{TimeText.Seconds(to)} s" : "the end")}";

    private static long AddSaturated(long origin, long offset) => (long)Int128.Min(long.MaxValue, (Int128)origin + offset);
}
