using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample is idle: <see cref="SampleCondition.Idle"/>.</summary>
public sealed record IdleCondition : SampleCondition
{
    internal IdleCondition()
    {
    }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => new IdlePredicate();

    private protected override string Describe() => "idle";
}
