namespace FlameScope.Formats.PerfData;

/// <summary>A thread and the name that it has.</summary>
internal sealed class NamedThread
{
    private byte[] _name = [];

    public required byte[] Name
    {
        get => _name;
        set
        {
            _name = value;
            IsKnown = false;
        }
    }

    /// <summary>Whether <see cref="Id"/> is that of the thread under its name.</summary>
    public bool IsKnown { get; private set; }

    public ThreadId Id { get; private set; }

    /// <summary>The process that <see cref="Id"/> is of.</summary>
    public int Pid { get; private set; }

    public void SetId(ThreadId id, int pid) => (Id, Pid, IsKnown) = (id, pid, true);
}
