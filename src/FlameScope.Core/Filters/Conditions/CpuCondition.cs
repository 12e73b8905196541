using System.Globalization;
using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample was taken on one CPU: <see cref="SampleCondition.Cpu"/>.</summary>
public sealed record CpuCondition : SampleCondition
{
    internal CpuCondition(int number) => Number = number;

    /// <summary>The CPU's number; -1 where the input does not tell.</summary>
    public int Number { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => new CpuPredicate(Number);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"CPU {Number}");
}
