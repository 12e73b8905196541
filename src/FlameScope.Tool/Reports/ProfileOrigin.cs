using FlameScope.HeatMaps;
using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Tool.Reports;

/// <summary>The instant that the seconds of a recording are counted from.</summary>
internal static class ProfileOrigin
{
    /// <summary>Nanoseconds on the recording's clock. The rule is the heat map's alone: a map of nothing tells it.</summary>
    /// <exception cref="InvalidOperationException">The recording has no clock.</exception>
    public static long Of(SampleStore store) => HeatMap.Build(
        store,
        new HeatMapOptions { Rows = 1, Range = new TimeRange(store.TimeRange.Start, store.TimeRange.Start) }).ProfileOrigin;
}
