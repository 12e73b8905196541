namespace FlameScope;

/// <summary>Samples of a store, one by one and in order: what exporters write that keep time.</summary>
/// <param name="Store">The samples.</param>
/// <param name="Range">The slice of time, half-open, in nanoseconds of the profile's clock; <see langword="null"/> for the whole profile.</param>
/// <param name="Filter">Which samples are written; <see langword="null"/> for the first event without idle CPUs.</param>
/// <param name="Weight">What a sample weighs.</param>
public sealed record ProfileSlice(
    SampleStore Store, TimeRange? Range = null, SampleFilter? Filter = null, SampleWeight Weight = SampleWeight.Count);
