using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample was taken inside a range of time: <see cref="SampleCondition.During"/>.</summary>
public sealed record TimeCondition : SampleCondition
{
    internal TimeCondition(TimeRange range) => Range = range;

    /// <summary>Half-open range in nanoseconds of the profile's clock.</summary>
    public TimeRange Range { get; }

    internal override SampleTest ResolveIn(SampleStore store)
    {
        (int first, int end) = store.SamplesIn(Range);
        return new RunTest(first, end);
    }

    private protected override string Describe() => $"during {Range}";
}
