using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>What a request asks of a profile, checked before the profile is loaded.</summary>
/// <param name="Times">The slice, as far as it can be told without the profile.</param>
/// <param name="Filter">The samples.</param>
/// <param name="Weight">What a sample counts; <see langword="null"/> for what its event kind counts by default.</param>
internal sealed record ViewRequest(RequestedTimes Times, SampleFilter Filter, SampleWeight? Weight)
{
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static ViewRequest Of(ViewQuery query, FlameScopeOptions options) => new(
        RequestedTimes.Of(query.From, query.To, ("from", "to")), FilterOf(query, options), WeightOf(query.Weight));

    /// <summary>The samples of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the view any more.</param>
    /// <exception cref="ApiException">The profile has no such slice.</exception>
    public ProfileSlice SliceOf(Profile profile, CancellationToken cancellationToken) => WholeOf(profile, cancellationToken).During(Times.RangeIn(profile));

    /// <summary>The same samples at all times.</summary>
    public ProfileSlice WholeOf(Profile profile, CancellationToken cancellationToken) =>
        profile.Where(Filter).WeighedBy(Weight).CancelledBy(cancellationToken);

    private static SampleFilter FilterOf(ViewQuery query, FlameScopeOptions options)
    {
        List<SampleCondition> conditions = [];
        AddTo(conditions, "command", query.Command, FilterText.ParseCommand, options);
        AddTo(conditions, "process", query.Process, FilterText.ParseProcesses, options);
        AddTo(conditions, "thread", query.Thread, FilterText.ParseThreads, options);
        AddTo(conditions, "cpu", query.Cpu, FilterText.ParseCpus, options);
        AddTo(conditions, "frame", query.Frame, FilterText.ParseFrame, options);
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

    private static void AddTo(
        List<SampleCondition> conditions, string name, string? text, Func<string, SampleCondition> parse, FlameScopeOptions options)
    {
        if (Parameters.Parse(name, text, parse, options.MaxPatternLength) is SampleCondition condition)
        {
            conditions.Add(condition);
        }
    }

    private static SampleWeight? WeightOf(string? text) => text switch
    {
        null or "" => null,
        "count" => SampleWeight.Count,
        "period" or "value" => SampleWeight.Value,
        _ => throw ApiException.BadParameter("weight", "count or period", text),
    };
}
