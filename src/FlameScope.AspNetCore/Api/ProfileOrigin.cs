using FlameScope.HeatMaps;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.AspNetCore.Api;

/// <summary>The instant that the seconds of a profile are counted from.</summary>
internal static class ProfileOrigin
{
    /// <summary>Nanoseconds on the profile's clock. The rule is the heat map's alone: a map of nothing tells it.</summary>
    /// <exception cref="InvalidOperationException">The profile has no clock.</exception>
    public static long Of(SampleStore store) => HeatMap.Build(
        store,
        new HeatMapOptions { Rows = 1, Range = new TimeRange(store.TimeRange.Start, store.TimeRange.Start) }).ProfileOrigin;
}
