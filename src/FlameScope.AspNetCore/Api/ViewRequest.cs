namespace FlameScope.AspNetCore.Api;

/// <summary>What a request asks of a profile, checked before the profile is loaded.</summary>
/// <param name="Times">The slice, as far as it can be told without the profile.</param>
/// <param name="Filter">The samples.</param>
/// <param name="Weight">What a sample counts; <see langword="null"/> for what its event kind counts by default.</param>
/// <param name="Names">What functions are called.</param>
internal sealed record ViewRequest(RequestedParts Times, SampleFilter Filter, SampleWeight? Weight, FrameNames Names)
{
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static ViewRequest Of(ViewQuery query, FlameScopeOptions options) => new(
        RequestedParts.Of(query.From, query.To, ("from", "to")),
        FilterOf(query, options),
        WeightOf(query.Weight),
        (FrameNames)(Choices.Read("names", query.Names) ?? 0));

    /// <summary>The samples of a profile.</summary>
    /// <param name="store">The profile.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the view any more.</param>
    /// <exception cref="ApiException">The profile has no such slice.</exception>
    public ProfileSlice SliceOf(SampleStore store, CancellationToken cancellationToken) => Times.Of(WholeOf(store, cancellationToken));

    /// <summary>The same samples at all times.</summary>
    public ProfileSlice WholeOf(SampleStore store, CancellationToken cancellationToken) =>
        store.WithNames(Names).Where(Filter).WeighedBy(Weight).CancelledBy(cancellationToken);

    /// <summary>What a profile knows of its functions, by the names that the request wants.</summary>
    public FunctionDetails DetailsOf(SampleStore store) => FunctionDetails.Of(store.WithNames(Names));

    private static SampleFilter FilterOf(ViewQuery query, FlameScopeOptions options)
    {
        List<SampleCondition> conditions = [];
        Add("command", query.Command, "excludeCommand", query.ExcludeCommand, FilterText.ParseCommand);
        Add("process", query.Process, "excludeProcess", query.ExcludeProcess, FilterText.ParseProcesses);
        Add("thread", query.Thread, "excludeThread", query.ExcludeThread, FilterText.ParseThreads);
        Add("cgroup", query.Cgroup, "excludeCgroup", query.ExcludeCgroup, FilterText.ParseCgroup);
        Add("cpu", query.Cpu, "", null, FilterText.ParseCpus);
        Add("frame", query.Frame, "excludeFrame", query.ExcludeFrame, FilterText.ParseFrame);
        if (Choices.Read("ran", query.Ran) is int ran)
        {
            conditions.Add(ran == 0 ? SampleCondition.Kernel : SampleCondition.User);
        }

        return new SampleFilter
        {
            Event = Parameters.Name("event", query.Event, options.MaxPatternLength) is string name ? EventSelection.Named(name) : EventSelection.Default,
            IncludeIdle = Parameters.Switch("idle", query.Idle),
            IncludeWaiting = Parameters.Switch("waiting", query.Waiting),
            Where = conditions.Count == 0 ? null : SampleCondition.All(conditions),
        };

        // Of one parameter any value may fit, of different ones all must.
        void Add(string name, string[]? shown, string excluding, string[]? excluded, Func<string, SampleCondition> parse)
        {
            if (Parameters.All(name, shown, parse, options) is { Count: > 0 } any)
            {
                conditions.Add(SampleCondition.Any(any));
            }

            if (Parameters.All(excluding, excluded, parse, options) is { Count: > 0 } none)
            {
                conditions.Add(!SampleCondition.Any(none));
            }
        }
    }

    private static SampleWeight? WeightOf(string? text) => Choices.Read("weight", text) switch
    {
        null => null,
        0 => SampleWeight.Count,
        _ => SampleWeight.Value,
    };
}
