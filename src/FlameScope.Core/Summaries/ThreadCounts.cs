namespace FlameScope.Summaries;

/// <summary>Threads joined into processes and into commands, in the order in which the profile first names them.</summary>
internal sealed class ThreadCounts
{
    private readonly Dictionary<(int Command, int Id), int> _processRows = [];
    private readonly Dictionary<int, int> _commandRows = [];
    private readonly List<CountedSamples> _threads = [];
    private readonly List<CountedSamples> _processes = [];
    private readonly List<CountedSamples> _commands = [];

    private ThreadCounts()
    {
    }

    public IReadOnlyList<CountedSamples> Threads => _threads;

    public IReadOnlyList<CountedSamples> Processes => _processes;

    public IReadOnlyList<CountedSamples> Commands => _commands;

    public bool AreProcessesKnown { get; private set; }

    /// <param name="profile">The profile.</param>
    /// <param name="samplesByThread">Samples of each row of its thread table.</param>
    public static ThreadCounts Of(Profile profile, ReadOnlySpan<long> samplesByThread)
    {
        ThreadCounts counts = new();
        for (int i = 0; i < samplesByThread.Length; i++)
        {
            ProfiledThread thread = profile.ThreadTable[i];
            counts.AreProcessesKnown |= thread.Pid >= 0;
            if (samplesByThread[i] == 0)
            {
                // It has markers alone, or it turned out to be the same thread as another row.
                continue;
            }

            string command = profile.Strings.GetString(thread.Command);
            counts._threads.Add(new CountedSamples(command, samplesByThread[i]) { Pid = thread.PidOrTid, Tid = thread.Tid });
            counts.AddCommand(thread.Command.Value, command, samplesByThread[i]);
            counts.AddProcess(thread, command, samplesByThread[i]);
        }

        return counts;
    }

    private void AddCommand(int id, string name, long samples)
    {
        if (_commandRows.TryAdd(id, _commands.Count))
        {
            _commands.Add(new CountedSamples(name, samples));
            return;
        }

        int row = _commandRows[id];
        _commands[row] = _commands[row] with { Samples = _commands[row].Samples + samples };
    }

    // The same joining as FlameTreeOptions.Root = Process: where only threads are known, a thread stands for its process.
    private void AddProcess(ProfiledThread thread, string command, long samples)
    {
        (int, int) key = thread.Pid >= 0 ? (-1, thread.Pid) : (thread.Command.Value, thread.Tid);
        if (_processRows.TryAdd(key, _processes.Count))
        {
            _processes.Add(new CountedSamples(command, samples) { Pid = thread.PidOrTid });
            return;
        }

        int row = _processRows[key];
        CountedSamples known = _processes[row];
        bool isMain = thread.Pid == thread.Tid;
        _processes[row] = known with { Name = isMain ? command : known.Name, Samples = known.Samples + samples };
    }
}
