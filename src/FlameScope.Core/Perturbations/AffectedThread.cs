namespace FlameScope;

/// <summary>A thread that runs more, or less, during a perturbation.</summary>
/// <param name="Thread">The thread's row of the store.</param>
/// <param name="Command">Its name.</param>
/// <param name="Pid">Its process; -1 where unknown.</param>
/// <param name="Tid">The operating system's thread id; -1 where unknown.</param>
/// <param name="Expected">Samples that the baseline lets one expect.</param>
/// <param name="Samples">Samples that it has.</param>
public sealed record AffectedThread(
    ThreadId Thread, string Command, int Pid, int Tid, double Expected, long Samples);
