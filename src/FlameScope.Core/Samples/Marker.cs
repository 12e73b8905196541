namespace FlameScope;

/// <summary>Something that happened at a time and has no stack: a garbage collection, a deploy, lost events.</summary>
/// <remarks>A marker is never counted as a sample. It belongs to every range that it overlaps; an instant belongs to the range that contains it.</remarks>
public readonly record struct Marker
{
    /// <summary>Creates a marker.</summary>
    /// <param name="range">From its start to one nanosecond past its end, on the profile's clock; empty for an instant.</param>
    /// <param name="name">What it is called: a string of the same builder or profile.</param>
    public Marker(TimeRange range, StringId name)
    {
        Range = range;
        Name = name;
    }

    /// <summary>From its start to one nanosecond past its end, on the profile's clock; empty for an instant.</summary>
    public TimeRange Range { get; }

    /// <summary>What it is called, such as <c>GC gen 2</c>.</summary>
    public StringId Name { get; }

    /// <summary>What it is one of, such as <c>gc</c> or <c>lost</c>; markers of a kind are drawn alike.</summary>
    public StringId Kind { get; init; }

    /// <summary>The thread it happened on; <see langword="null"/> where it concerns no thread in particular.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>Further text, such as a reason; <see cref="StringId.Empty"/> for none.</summary>
    public StringId Text { get; init; }

    /// <summary>Whether it has no length.</summary>
    public bool IsInstant => Range.IsEmpty;

    /// <summary>Whether a part of it, or the instant, lies inside a range.</summary>
    /// <param name="range">Half-open range in nanoseconds of the profile's clock.</param>
    public bool IsIn(TimeRange range) => IsInstant
        ? range.Contains(Range.Start)
        : !range.IsEmpty && Range.Start < range.End && Range.End > range.Start;
}
