using System.Globalization;
using FlameScope.Filters;

namespace FlameScope;

/// <summary>The sample is of one process: <see cref="SampleCondition.Process"/>.</summary>
public sealed record ProcessCondition : SampleCondition
{
    internal ProcessCondition(int pid) => Pid = pid;

    /// <summary>The process id; the thread id where the input names only threads; -1 where it names neither.</summary>
    public int Pid { get; }

    internal override SamplePredicate ResolveIn(Profile profile, CancellationToken cancellation) => ThreadPredicate.Where(profile, thread => thread.PidOrTid == Pid);

    private protected override string Describe() => string.Create(CultureInfo.InvariantCulture, $"process {Pid}");
}
