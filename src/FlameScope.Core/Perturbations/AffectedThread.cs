using FlameScope.Model;

namespace FlameScope.Perturbations;

/// <summary>A thread that runs more, or less, during a perturbation.</summary>
/// <param name="Thread">The thread's row of the store.</param>
/// <param name="Command">Its name.</param>
/// <param name="ProcessId">Its process; -1 where unknown.</param>
/// <param name="ThreadNumber">The operating system's thread id; -1 where unknown.</param>
/// <param name="Expected">Samples that the background lets one expect.</param>
/// <param name="Samples">Samples that it has.</param>
public sealed record AffectedThread(
    ThreadId Thread, string Command, int ProcessId, int ThreadNumber, double Expected, long Samples);
