using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>What a request asks of a profile.</summary>
/// <param name="Range">The slice on the profile's clock; <see langword="null"/> for the whole.</param>
/// <param name="Filter">The samples.</param>
/// <param name="Weight">What a sample counts; <see langword="null"/> for what its event kind counts by default.</param>
internal sealed record ViewRequest(TimeRange? Range, SampleFilter Filter, SampleWeight? Weight)
{
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static ViewRequest Of(ViewQuery query, SampleStore store, FlameScopeOptions options) => new(
        RangeOf(query.From, query.To, store, ("from", "to")), FilterOf(query, options), WeightOf(query.Weight));

    /// <summary>A slice in seconds of the heat map as a range of the profile's clock.</summary>
    /// <param name="from">Its start, or <see langword="null"/>.</param>
    /// <param name="to">Its end, or <see langword="null"/>.</param>
    /// <param name="store">The profile.</param>
    /// <param name="names">The parameters' names, for messages.</param>
    /// <exception cref="ApiException">The slice is no slice.</exception>
    public static TimeRange? RangeOf(string? from, string? to, SampleStore store, (string From, string To) names)
    {
        long? start = Parameters.Seconds(names.From, from);
        long? end = Parameters.Seconds(names.To, to);
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
            throw ApiException.BadParameter(names.To, $"no less than {names.From}", to);
        }

        long first = Plus(store.Origin, start ?? 0);
        return new TimeRange(first, end is long last ? Plus(store.Origin, last) : Math.Max(first, store.TimeRange.End));
    }

    private static SampleFilter FilterOf(ViewQuery query, FlameScopeOptions options)
    {
        List<SampleCondition> conditions = [];
        if (Parameters.Name("command", query.Command, options.MaxPatternLength) is string command)
        {
            conditions.Add(SampleCondition.Command(command));
        }

        if (Parameters.Number("process", query.Process, -1, int.MaxValue) is int process)
        {
            conditions.Add(SampleCondition.Process(process));
        }

        if (Parameters.Number("thread", query.Thread, -1, int.MaxValue) is int thread)
        {
            conditions.Add(SampleCondition.Thread(thread));
        }

        if (Parameters.Number("cpu", query.Cpu, -1, short.MaxValue) is int cpu)
        {
            conditions.Add(SampleCondition.Cpu(cpu));
        }

        if (Parameters.Pattern("frame", query.Frame, options.MaxPatternLength) is FramePattern frame)
        {
            conditions.Add(SampleCondition.Frame(frame));
        }

        if (!string.IsNullOrEmpty(query.Ran))
        {
            conditions.Add(query.Ran switch
            {
                "kernel" => SampleCondition.Kernel,
                "user" => SampleCondition.User,
                _ => throw ApiException.BadParameter("ran", "kernel or user", query.Ran),
            });
        }

        return new SampleFilter
        {
            Event = Parameters.Name("event", query.Event, options.MaxPatternLength) is string name ? EventSelection.Named(name) : EventSelection.Default,
            IncludeIdle = Parameters.Switch("idle", query.Idle),
            Where = conditions.Count == 0 ? null : SampleCondition.All(conditions),
        };
    }

    private static SampleWeight? WeightOf(string? text) => text switch
    {
        null or "" => null,
        "count" => SampleWeight.Count,
        "period" or "value" => SampleWeight.Value,
        _ => throw ApiException.BadParameter("weight", "count or period", text),
    };

    private static long Plus(long origin, long seconds) => (long)Int128.Clamp((Int128)origin + seconds, long.MinValue, long.MaxValue);
}
