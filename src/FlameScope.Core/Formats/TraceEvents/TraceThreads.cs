namespace FlameScope.Formats.TraceEvents;

/// <summary>The threads of a trace, by process and thread id; their names may come last.</summary>
internal sealed class TraceThreads(SampleStoreBuilder builder)
{
    private readonly Dictionary<(TraceId Pid, TraceId Tid), TraceThread> _threads = [];
    private readonly List<TraceThread> _order = [];
    private readonly Dictionary<TraceId, StringId> _processes = [];
    private TraceThread? _last;

    public IReadOnlyList<TraceThread> All => _order;

    /// <summary>A thread, which is added where it is new.</summary>
    public TraceThread Get(TraceId pid, TraceId tid)
    {
        if (_last is not null && _last.Pid == pid && _last.Tid == tid)
        {
            return _last;
        }

        if (!_threads.TryGetValue((pid, tid), out TraceThread? thread))
        {
            thread = new TraceThread(pid, tid);
            _threads.Add((pid, tid), thread);
            _order.Add(thread);
        }

        return _last = thread;
    }

    /// <summary>The thread of an id, of whatever process; that of none where there is no such thread, or where there are several.</summary>
    public TraceThread Find(TraceId tid)
    {
        if (_last is not null && _last.Tid == tid)
        {
            return _last;
        }

        List<TraceThread> own = _order.FindAll(thread => thread.Tid == tid);
        return own.Count == 1 ? _last = own[0] : Get(new TraceId(-1, default), tid);
    }

    public void SetProcessName(TraceId pid, StringId name) => _processes[pid] = name;

    /// <summary>The thread's row in the profile.</summary>
    public ThreadId RowOf(TraceThread thread) => thread.Row ??= builder.AddThread([], thread.Pid.Number, thread.Tid.Number);

    /// <summary>Names all rows, once all names are there.</summary>
    public void NameRows()
    {
        foreach (TraceThread thread in _order)
        {
            if (thread.Row is ThreadId row)
            {
                builder.SetThreadName(row, builder.StringOf(NameOf(thread)).ToArray());
            }
        }
    }

    private StringId NameOf(TraceThread thread) => thread.Name != default ? thread.Name
        : thread.Tid.Name != default ? thread.Tid.Name
        : _processes.TryGetValue(thread.Pid, out StringId process) ? process
        : thread.Pid.Name;
}
