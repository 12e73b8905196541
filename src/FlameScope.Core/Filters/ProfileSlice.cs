using FlameScope.Filters;

namespace FlameScope;

/// <summary>A part of a profile: which times, which samples, and what each adds. Every view is made from one.</summary>
/// <remarks>
/// Immutable. <c>profile.Slice(range).Where(filter)</c> reads as it means; a profile by itself stands for its whole slice.
/// </remarks>
public sealed class ProfileSlice
{
    private readonly TimeRange[]? _ranges;

    private ProfileSlice(Profile profile, TimeRange[]? ranges, SampleFilter filter, SampleWeight? weight, CancellationToken cancellation)
    {
        Profile = profile;
        _ranges = ranges;
        Filter = filter;
        Weight = weight;
        Cancellation = cancellation;
    }

    /// <summary>The profile.</summary>
    public Profile Profile { get; }

    /// <summary>
    /// The times, half-open, in nanoseconds of the profile's clock, in order and apart from each other; empty for the whole profile.
    /// </summary>
    public IReadOnlyList<TimeRange> Ranges => _ranges ?? [];

    /// <summary>From the start of the first range to the end of the last; <see langword="null"/> for the whole profile.</summary>
    public TimeRange? Range => _ranges is null ? null : TimeRanges.HullOf(_ranges);

    /// <summary>Which samples.</summary>
    public SampleFilter Filter { get; }

    /// <summary>What a sample adds; <see langword="null"/> for what its event kind adds by default (<see cref="EventKind.DefaultWeight"/>).</summary>
    public SampleWeight? Weight { get; }

    /// <summary>The markers inside the slice, by start: those that overlap its times and that its filter does not leave out by their thread.</summary>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public IReadOnlyList<Marker> Markers => MarkerFilter.MarkersOf(this);

    /// <summary>A profile by itself is the slice of all of it, with the default filter.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static implicit operator ProfileSlice(Profile profile) => Of(profile);

    /// <summary>The slice of all of a profile, with the default filter.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileSlice Of(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new ProfileSlice(profile, null, SampleFilter.Default, null, default);
    }

    /// <summary>The same samples inside one range of time.</summary>
    /// <param name="range">Half-open, in nanoseconds of the profile's clock; <see langword="null"/> for the whole profile. It takes the place of the slice's own ranges.</param>
    public ProfileSlice During(TimeRange? range) => new(Profile, range is TimeRange only ? [only] : null, Filter, Weight, Cancellation);

    /// <summary>The same samples inside several ranges of time, such as all occurrences of a finding.</summary>
    /// <param name="ranges">Half-open, in nanoseconds of the profile's clock, in any order; what overlaps counts once. They take the place of the slice's own ranges.</param>
    /// <exception cref="ArgumentNullException"><paramref name="ranges"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no range: the whole profile is <c>During(null)</c>.</exception>
    public ProfileSlice During(IEnumerable<TimeRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        TimeRange[] joined = TimeRanges.Normalize(ranges);
        return joined.Length > 0
            ? new ProfileSlice(Profile, joined, Filter, Weight, Cancellation)
            : throw new ArgumentException("There is no range.", nameof(ranges));
    }

    /// <summary>The samples that pass a filter, which takes the place of the slice's own.</summary>
    /// <param name="filter">The filter; <see langword="null"/> for the default.</param>
    public ProfileSlice Where(SampleFilter? filter) => new(Profile, _ranges, filter ?? SampleFilter.Default, Weight, Cancellation);

    /// <summary>Those of the slice's samples that fit a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public ProfileSlice Where(SampleCondition condition) => new(Profile, _ranges, Filter.And(condition), Weight, Cancellation);

    /// <summary>The same samples, each adding something else.</summary>
    /// <param name="weight">What a sample adds; <see langword="null"/> for what its event kind adds by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public ProfileSlice WeighedBy(SampleWeight? weight)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)(weight ?? SampleWeight.Count), (byte)SampleWeight.Value, nameof(weight));
        return new ProfileSlice(Profile, _ranges, Filter, weight, Cancellation);
    }

    /// <summary>The same slice, for views that somebody may stop waiting for.</summary>
    /// <param name="cancellation">Ends the building of a view of this slice with an <see cref="OperationCanceledException"/>.</param>
    public ProfileSlice CancelledBy(CancellationToken cancellation) => new(Profile, _ranges, Filter, Weight, cancellation);

    /// <summary>Copies the samples of this slice, and the markers in it, into a store of their own.</summary>
    /// <returns>
    /// A store that shares the profile's tables of strings, frames, stacks, threads and events, and counts seconds from the same
    /// <see cref="Profile.Origin"/>. A sample that lasts longer than the slice keeps its whole duration. Where the filter takes all events,
    /// those that were worked out of others are there, too.
    /// </returns>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    /// <exception cref="OperationCanceledException">The slice was cancelled.</exception>
    public SampleStore ToStore() => SliceSamples.ToStore(this);

    /// <summary>The same slice of another form of the same profile.</summary>
    internal ProfileSlice In(Profile profile) => new(profile, _ranges, Filter, Weight, Cancellation);

    internal CancellationToken Cancellation { get; }

    internal ReadOnlySpan<TimeRange> RangeSpan => _ranges;
}
