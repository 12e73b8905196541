using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample shows an idle CPU: <see cref="SampleCondition.Idle"/>.</summary>
public sealed record IdleCondition : SampleCondition
{
    internal IdleCondition()
    {
    }

    internal override SampleTest ResolveIn(SampleStore store) =>
        store.IdleSamples is ulong[] idle ? new MaskTest(idle) : new ConstantTest(false);

    private protected override string Describe() => "idle";
}
