namespace FlameScope.Model;

/// <summary>One row of the thread table: a thread under one command name.</summary>
/// <param name="Command">The thread's name (comm), whole; <see cref="StringId.Empty"/> where the profiler had none.</param>
/// <param name="ProcessId">The process; -1 where the input names only the thread, or neither.</param>
/// <param name="ThreadNumber">The operating system's thread id; -1 where the input does not tell.</param>
/// <remarks>A thread that changes its name has one row a name.</remarks>
public readonly record struct ProfiledThread(StringId Command, int ProcessId, int ThreadNumber)
{
    /// <summary>The id that stands for the process in grouping and display: the process id, or else the thread id.</summary>
    public int ProcessOrThreadId => ProcessId >= 0 ? ProcessId : ThreadNumber;
}
