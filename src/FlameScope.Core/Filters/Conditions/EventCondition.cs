using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample is of a kind of event: <see cref="SampleCondition.Event"/>.</summary>
public sealed record EventCondition : SampleCondition
{
    internal EventCondition(EventSelection selection) => Selection = selection;

    /// <summary>The kind of event.</summary>
    public EventSelection Selection { get; }

    internal override SampleTest ResolveIn(SampleStore store) =>
        Selection.ResolveIn(store) is EventKindId id ? new EventTest(store, id) : new ConstantTest(true);

    private protected override string Describe() => $"event {Selection}";
}
