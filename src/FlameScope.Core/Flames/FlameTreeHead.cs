using FlameScope.Filters;

namespace FlameScope.Flames;

/// <summary>What a tree says of itself beside its nodes.</summary>
internal sealed record FlameTreeHead
{
    public required Coverage Coverage { get; init; }

    public required TimeRange? Range { get; init; }

    public required string EventName { get; init; }

    public required Metric Metric { get; init; }

    public required long? ProfileOrigin { get; init; }

    public required long? Duration { get; init; }

    /// <summary>How many samples of equal weight would be as certain as those shown (Kish); their number where they are counted.</summary>
    public required double EffectiveSamples { get; init; }

    /// <summary>What trees of one profile have in common.</summary>
    public required object? Source { get; init; }

    public static FlameTreeHead Of(SampleStore store, TimeRange? range, SampleSelection selection) => new()
    {
        Coverage = selection.ToCoverage(),
        Range = range,
        EventName = selection.EventName,
        Metric = selection.Metric,
        EffectiveSamples = selection.EffectiveSamples(),
        Source = store.Strings,
        ProfileOrigin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null,
        Duration = store.TimeAxis == TimeAxis.Clock ? (range is TimeRange slice ? store.TimeRange.Intersect(slice) : store.TimeRange).Duration : null,
    };

    /// <summary>What holds for several trees that are added up.</summary>
    public static FlameTreeHead Of(ReadOnlySpan<FlameTree> trees)
    {
        FlameTree first = trees[0];
        Coverage coverage = first.Coverage;
        TimeRange? range = first.Range;
        string eventName = first.EventName;
        long? origin = first.ProfileOrigin;
        long? duration = first.Duration;
        double effective = first.Head.EffectiveSamples;
        object? source = first.Head.Source;
        foreach (FlameTree tree in trees[1..])
        {
            if (tree.Metric != first.Metric)
            {
                throw new ArgumentException(
                    $"A tree of {tree.Metric.Unit} ({tree.Metric.Name}) cannot be added to one of {first.Metric.Unit} ({first.Metric.Name}).", nameof(trees));
            }

            source = ReferenceEquals(source, tree.Head.Source) ? source : null;
            coverage = source is not null && coverage.PlusSlice(tree.Coverage) is Coverage both ? both : coverage.Plus(tree.Coverage);
            effective += tree.Head.EffectiveSamples;
            range = tree.Range == range ? range : null;
            eventName = tree.EventName == eventName ? eventName : EventSelection.All.ToString();
            origin = tree.ProfileOrigin == origin ? origin : null;
            duration += tree.Duration;
        }

        return new FlameTreeHead
        {
            Coverage = coverage,
            Range = range,
            EventName = eventName,
            Metric = first.Metric,
            ProfileOrigin = origin,
            Duration = duration,
            EffectiveSamples = effective,
            Source = source,
        };
    }
}
