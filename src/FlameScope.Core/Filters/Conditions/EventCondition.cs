using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample is of a kind of event: <see cref="SampleCondition.Event"/>.</summary>
public sealed record EventCondition : SampleCondition
{
    internal EventCondition(EventSelection selection) => Selection = selection;

    /// <summary>The kind of event.</summary>
    public EventSelection Selection { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) =>
        Selection.ResolveIn(profile) is EventKindId id ? new EventPredicate(id) : new ConstantPredicate(true);

    private protected override string Describe() => $"event {Selection}";
}
