namespace FlameScope.Formats.PerfData;

/// <summary>A record that says how to understand the samples after it.</summary>
/// <param name="Time">When; 0 for what was so before the recording began.</param>
/// <param name="SamplesBefore">How many samples stand before it in the file: its place among those of the same time.</param>
internal abstract record SideEvent(long Time, int SamplesBefore)
{
    /// <summary>A time of the file: what has no place on a clock of 63 bits is at its end, which is not the last instant: ranges end after their last sample.</summary>
    public static long TimeOf(ulong time) => (long)Math.Min(time, long.MaxValue - 1);
}

/// <summary>A thread has a name from now on.</summary>
internal sealed record CommandEvent(long Time, int SamplesBefore, int Pid, int Tid, byte[] Name) : SideEvent(Time, SamplesBefore);

/// <summary>A thread began.</summary>
/// <param name="Time">When.</param>
/// <param name="SamplesBefore">Its place in the file.</param>
/// <param name="Pid">Its process.</param>
/// <param name="Tid">Its id.</param>
/// <param name="ParentPid">The process that began it.</param>
/// <param name="ParentTid">The thread that began it.</param>
/// <param name="IsSynthesized">Whether perf wrote it of a process that ran already, whose maps follow.</param>
internal sealed record ForkEvent(long Time, int SamplesBefore, int Pid, int Tid, int ParentPid, int ParentTid, bool IsSynthesized)
    : SideEvent(Time, SamplesBefore);

/// <summary>A file, or memory without one, is mapped into a process; into the kernel where the process is -1.</summary>
internal sealed record MapEvent(long Time, int SamplesBefore, int Pid, ulong Start, ulong Length, ulong PageOffset, bool IsExecutable, byte[] Name, byte[] BuildId)
    : SideEvent(Time, SamplesBefore);

/// <summary>A function was added to the kernel, or removed.</summary>
internal sealed record KernelSymbolEvent(long Time, int SamplesBefore, ulong Start, ulong Length, bool IsRemoved, byte[] Name)
    : SideEvent(Time, SamplesBefore);

/// <summary>A process has a PID namespace of its own: it is in a container.</summary>
internal sealed record ContainerEvent(long Time, int SamplesBefore, int Pid) : SideEvent(Time, SamplesBefore);

/// <summary>A thread was put on a CPU, or taken off it.</summary>
internal sealed record SwitchEvent(long Time, int SamplesBefore, int Pid, int Tid, bool IsOut) : SideEvent(Time, SamplesBefore);
