using FlameScope.Model;
using FlameScope.Storage;

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

    public static FlameTreeHead Of(SampleStore store, TimeRange? range, SampleSelection selection) => new()
    {
        Coverage = selection.ToCoverage(),
        Range = range,
        EventName = selection.EventName,
        Metric = selection.Metric,
        ProfileOrigin = store.TimeAxis == TimeAxis.Clock ? store.Origin : null,
        Duration = store.TimeAxis == TimeAxis.Clock ? (range ?? store.TimeRange).Duration : null,
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
        foreach (FlameTree tree in trees[1..])
        {
            if (tree.Metric != first.Metric)
            {
                throw new ArgumentException(
                    $"A tree of {tree.Metric.Unit} ({tree.Metric.Name}) cannot be added to one of {first.Metric.Unit} ({first.Metric.Name}).", nameof(trees));
            }

            coverage = coverage.Plus(tree.Coverage);
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
        };
    }
}
