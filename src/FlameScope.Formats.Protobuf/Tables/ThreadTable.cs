namespace FlameScope.Formats.Protobuf.Tables;

/// <summary>Threads by name and numbers; most samples are of the thread that the one before is of.</summary>
internal sealed class ThreadTable(SampleStoreBuilder builder)
{
    private readonly Dictionary<(StringId Name, int Pid, int Tid), ThreadId> _threads = [];
    private (StringId Name, int Pid, int Tid) _last = (StringId.Empty, int.MinValue, 0);
    private ThreadId _lastId;

    /// <param name="name">The thread's name, a string of the builder.</param>
    /// <param name="text">The same name.</param>
    /// <param name="pid">The process; -1 where unknown.</param>
    /// <param name="tid">The thread; -1 where unknown.</param>
    public ThreadId Add(StringId name, ReadOnlySpan<byte> text, int pid, int tid)
    {
        if (_last == (name, pid, tid))
        {
            return _lastId;
        }

        _last = (name, pid, tid);
        if (!_threads.TryGetValue(_last, out _lastId))
        {
            _lastId = builder.AddThread(text, pid, tid);
            _threads.Add(_last, _lastId);
        }

        return _lastId;
    }

    /// <summary>A number of an input as a process or thread id; -1 where it can be none.</summary>
    public static int IdOf(long number) => number is >= 0 and <= int.MaxValue ? (int)number : -1;
}
