namespace FlameScope;

/// <summary>A process and its samples.</summary>
/// <param name="Command">The name of its main thread, or of the first one seen.</param>
/// <param name="Id">Its process id, or the thread id where the profile tells threads only.</param>
/// <param name="Samples">Samples, those of idle CPUs among them.</param>
public sealed record CountedProcess(string Command, int Id, long Samples);
