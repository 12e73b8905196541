namespace FlameScope;

/// <summary>Slices of profiles.</summary>
public static class ProfileSliceExtensions
{
    /// <summary>The samples inside one range of time.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="range">Half-open, in nanoseconds of the profile's clock; <see langword="null"/> for the whole profile.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileSlice Slice(this Profile profile, TimeRange? range) => ProfileSlice.Of(profile).During(range);

    /// <summary>The samples inside several ranges of time, such as all occurrences of a finding.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="ranges">Half-open, in nanoseconds of the profile's clock, in any order; what overlaps counts once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="ranges"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no range.</exception>
    public static ProfileSlice Slice(this Profile profile, IEnumerable<TimeRange> ranges) => ProfileSlice.Of(profile).During(ranges);

    /// <summary>All samples of a profile that pass a filter.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="filter">The filter; <see langword="null"/> for the default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public static ProfileSlice Where(this Profile profile, SampleFilter? filter) => ProfileSlice.Of(profile).Where(filter);

    /// <summary>All samples of a profile that fit a condition.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="condition">The condition.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> or <paramref name="condition"/> is <see langword="null"/>.</exception>
    public static ProfileSlice Where(this Profile profile, SampleCondition condition) => ProfileSlice.Of(profile).Where(condition);

    /// <summary>All samples of a profile, each adding something else.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="weight">What a sample adds; <see langword="null"/> for what its event kind adds by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public static ProfileSlice WeighedBy(this Profile profile, SampleWeight? weight) => ProfileSlice.Of(profile).WeighedBy(weight);
}
