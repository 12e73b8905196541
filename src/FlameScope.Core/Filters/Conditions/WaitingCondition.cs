using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample's thread was waiting: <see cref="SampleCondition.Waiting"/>.</summary>
public sealed record WaitingCondition : SampleCondition
{
    internal WaitingCondition()
    {
    }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => new WaitingPredicate();

    private protected override string Describe() => "waiting";
}
