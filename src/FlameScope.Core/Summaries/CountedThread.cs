namespace FlameScope;

/// <summary>A thread under one name, and its samples; one that changed its name is there once for each.</summary>
/// <param name="Command">The name (comm).</param>
/// <param name="Pid">Its process id, or the thread id where the profile tells threads only.</param>
/// <param name="Tid">Its thread id.</param>
/// <param name="Samples">Samples, those of idle CPUs among them.</param>
public sealed record CountedThread(string Command, int Pid, int Tid, long Samples);
