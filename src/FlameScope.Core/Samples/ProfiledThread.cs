namespace FlameScope;

/// <summary>One row of the thread table: a thread under one command name.</summary>
/// <param name="Command">The thread's name (comm), whole; <see cref="StringId.Empty"/> where the profiler had none.</param>
/// <param name="Pid">The process; -1 where the input names only the thread, or neither.</param>
/// <param name="Tid">The operating system's thread id; -1 where the input does not tell.</param>
/// <remarks>A thread that changes its name has one row a name.</remarks>
public readonly record struct ProfiledThread(StringId Command, int Pid, int Tid)
{
    /// <summary>The id that stands for the process in grouping and display: the process id, or else the thread id.</summary>
    public int PidOrTid => Pid >= 0 ? Pid : Tid;
}
