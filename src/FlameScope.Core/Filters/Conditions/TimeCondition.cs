using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample, or a part of it, lies inside a range of time: <see cref="SampleCondition.During"/>.</summary>
public sealed record TimeCondition : SampleCondition
{
    internal TimeCondition(TimeRange range) => Range = range;

    /// <summary>Half-open range in nanoseconds of the profile's clock.</summary>
    public TimeRange Range { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation)
    {
        profile.ThrowIfNoClock();
        return new TimePredicate(Range, byOverlap: true);
    }

    private protected override string Describe() => $"during {Range}";
}
