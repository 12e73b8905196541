using System.Globalization;
using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample is of one thread: <see cref="SampleCondition.Thread"/>.</summary>
public sealed record ThreadCondition : SampleCondition
{
    internal ThreadCondition(int tid) => Tid = tid;

    /// <summary>The operating system's thread id; -1 where the input does not tell.</summary>
    public int Tid { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => ThreadPredicate.Where(profile, thread => thread.Tid == Tid);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"thread {Tid}");
}
