namespace FlameScope;

/// <summary>What is selected on a heat map, ready for any other view.</summary>
/// <param name="Range">The range of time, in nanoseconds of the profile's clock.</param>
/// <param name="Filter">The map's filter, narrowed to the selected rows.</param>
public sealed record HeatMapSelection(TimeRange Range, SampleFilter Filter)
{
    /// <summary>The selected samples of a profile.</summary>
    /// <param name="profile">The profile that the map was made from, or another on the same clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="profile"/> is <see langword="null"/>.</exception>
    public ProfileSlice Of(Profile profile) => profile.Slice(Range).Where(Filter);
}
