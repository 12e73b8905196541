using FlameScope.Model;
using FlameScope.Storage;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>What a request asks of a profile.</summary>
/// <param name="Range">The slice on the profile's clock; <see langword="null"/> for the whole.</param>
/// <param name="Filter">The samples.</param>
internal sealed record ViewRequest(TimeRange? Range, SampleFilter Filter)
{
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static ViewRequest Of(ViewQuery query, SampleStore store, FlameScopeOptions options) => new(
        RangeOf(query.From, query.To, store, ""), FilterOf(query, options));

    /// <summary>A slice in seconds of the heat map as a range of the profile's clock.</summary>
    /// <param name="from">Its start, or <see langword="null"/>.</param>
    /// <param name="to">Its end, or <see langword="null"/>.</param>
    /// <param name="store">The profile.</param>
    /// <param name="prefix">What stands before the parameters' names in messages.</param>
    /// <exception cref="ApiException">The slice is no slice.</exception>
    public static TimeRange? RangeOf(string? from, string? to, SampleStore store, string prefix)
    {
        long? start = Parameters.Seconds(prefix + "from", from);
        long? end = Parameters.Seconds(prefix + "to", to);
        if (start is null && end is null)
        {
            return null;
        }

        if (store.TimeAxis != TimeAxis.Clock)
        {
            throw new ApiException(
                StatusCodes.Status422UnprocessableEntity, "The profile cannot give this view", "It has no clock, so it has no slices of time.");
        }

        if (start > end)
        {
            throw ApiException.BadParameter(prefix + "to", $"no less than {prefix}from", to);
        }

        long origin = ProfileOrigin.Of(store);
        long first = Plus(origin, start ?? 0);
        return new TimeRange(first, end is long last ? Plus(origin, last) : Math.Max(first, store.TimeRange.End));
    }

    private static SampleFilter FilterOf(ViewQuery query, FlameScopeOptions options) => new()
    {
        Event = Parameters.Name("event", query.Event, options.MaxPatternLength) is string name ? EventSelection.Named(name) : EventSelection.First,
        IncludeIdle = Parameters.Switch("idle", query.Idle),
    };

    private static long Plus(long origin, long seconds) => (long)Int128.Clamp((Int128)origin + seconds, long.MinValue, long.MaxValue);
}
