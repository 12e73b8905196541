using FlameScope.Model;
using FlameScope.Storage;
using FlameScope.Tool.Reports;

namespace FlameScope.Tool.Commands;

/// <summary>What the command line asks of a view, before the recording is known.</summary>
internal sealed record ViewRequest
{
    /// <summary>The recording's path; <c>-</c> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>Start of the slice in nanoseconds from the heat map's origin.</summary>
    public long? From { get; init; }

    /// <summary>End of the slice in nanoseconds from the heat map's origin.</summary>
    public long? To { get; init; }

    public string? Event { get; init; }

    public bool IncludeIdle { get; init; }

    public required string Format { get; init; }

    /// <summary>The file to write; <see langword="null"/> for standard output.</summary>
    public string? Output { get; init; }

    public SampleFilter Filter => new()
    {
        Event = Event is null ? EventSelection.First : EventSelection.Named(Event),
        IncludeIdle = IncludeIdle,
    };

    /// <summary>The slice on the recording's clock; <see langword="null"/> where none was asked for.</summary>
    /// <exception cref="InvalidOperationException">A slice was asked for, and the recording has no clock.</exception>
    public TimeRange? RangeIn(SampleStore store)
    {
        if (From is null && To is null)
        {
            return null;
        }

        long origin = store.Origin;
        long start = AddSaturated(origin, From ?? 0);
        return new TimeRange(start, To is long to ? AddSaturated(origin, to) : Math.Max(start, store.TimeRange.End));
    }

    private static long AddSaturated(long origin, long offset) => (long)Int128.Min(long.MaxValue, (Int128)origin + offset);
}
