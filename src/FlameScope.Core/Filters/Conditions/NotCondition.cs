using FlameScope.Filters;

namespace FlameScope;

/// <summary>Another condition does not hold: <see cref="SampleCondition.Negate"/>.</summary>
public sealed record NotCondition : SampleCondition
{
    internal NotCondition(SampleCondition inner) => Inner = inner;

    /// <summary>The condition that does not hold.</summary>
    public SampleCondition Inner { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => Inner.ResolveIn(profile, cancellation).Negate();

    private protected override string Describe() => Inner is GroupCondition ? $"!{Inner}" : $"!({Inner})";
}
