namespace FlameScope;

/// <summary>What is selected on a heat map, ready for any other view.</summary>
/// <param name="Range">The range of time, in nanoseconds of the profile's clock.</param>
/// <param name="Filter">The map's filter, narrowed to the selected rows.</param>
public sealed record HeatMapSelection(TimeRange Range, SampleFilter Filter);
