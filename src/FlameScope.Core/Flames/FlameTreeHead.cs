using FlameScope.Filters;

namespace FlameScope.Flames;

/// <summary>What a tree says of itself beside its nodes.</summary>
internal sealed record FlameTreeHead
{
    public required Coverage Coverage { get; init; }

    /// <summary>Empty for the whole profile, and for merged trees of different slices.</summary>
    public required IReadOnlyList<TimeRange> Ranges { get; init; }

    public required string EventName { get; init; }

    public required Metric Metric { get; init; }

    public required long? ProfileOrigin { get; init; }

    public required long? Duration { get; init; }

    /// <summary>How many samples of equal weight would be as certain as those shown (Kish); their number where they are counted.</summary>
    public required double EffectiveSamples { get; init; }

    /// <summary>What trees of one profile have in common.</summary>
    public required object? Source { get; init; }

    public static FlameTreeHead Of(SampleSelection selection)
    {
        Profile profile = selection.Profile;
        bool hasClock = profile.TimeAxis == TimeAxis.Clock;
        return new FlameTreeHead
        {
            Coverage = selection.ToCoverage(),
            Ranges = selection.Slice.Ranges,
            EventName = selection.EventName,
            Metric = selection.Metric,
            EffectiveSamples = selection.EffectiveSamples(),
            Source = profile.Source,
            ProfileOrigin = hasClock ? profile.Origin : null,
            Duration = hasClock ? DurationOf(selection.Slice) : null,
        };
    }

    /// <summary>What holds for several trees that are added up.</summary>
    public static FlameTreeHead Of(ReadOnlySpan<FlameTree> trees)
    {
        FlameTree first = trees[0];
        Coverage coverage = first.Coverage;
        IReadOnlyList<TimeRange> ranges = first.Ranges;
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
            ranges = tree.Ranges.SequenceEqual(ranges) ? ranges : [];
            eventName = tree.EventName == eventName ? eventName : EventSelection.All.ToString();
            origin = tree.ProfileOrigin == origin ? origin : null;
            duration += tree.Duration;
        }

        return new FlameTreeHead
        {
            Coverage = coverage,
            Ranges = ranges,
            EventName = eventName,
            Metric = first.Metric,
            ProfileOrigin = origin,
            Duration = duration,
            EffectiveSamples = effective,
            Source = source,
        };
    }

    private static long DurationOf(ProfileSlice slice)
    {
        TimeRange whole = slice.Profile.TimeRange;
        return slice.Ranges.Count == 0 ? whole.Duration : slice.Ranges.Sum(range => whole.Intersect(range).Duration);
    }
}
