using FlameScope.Model;
using FlameScope.Storage;

namespace FlameScope.Tool.Reports;

/// <summary>Threads joined into processes and into commands, in the order in which the recording first names them.</summary>
internal sealed class ProcessTable
{
    private readonly Dictionary<(int Command, int Id), int> _processRows = [];
    private readonly Dictionary<int, int> _commandRows = [];
    private readonly HashSet<(int Process, int Thread)> _threads = [];
    private readonly List<CountedProcess> _processes = [];
    private readonly List<CountedName> _commands = [];

    private ProcessTable()
    {
    }

    public IReadOnlyList<CountedProcess> Processes => _processes;

    public IReadOnlyList<CountedName> Commands => _commands;

    /// <summary>Distinct threads; one that changed its name counts once.</summary>
    public int ThreadCount => _threads.Count;

    /// <summary>Whether a recording tells which process a thread is of; where it does for none, thread ids are all there is.</summary>
    public static bool AreProcessesKnown(SampleStore store)
    {
        foreach (ProfiledThread thread in store.ThreadTable)
        {
            if (thread.ProcessId >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="store">The recording.</param>
    /// <param name="samplesByThread">Samples of each row of its thread table.</param>
    public static ProcessTable Of(SampleStore store, long[] samplesByThread)
    {
        ProcessTable table = new();
        for (int i = 0; i < samplesByThread.Length; i++)
        {
            ProfiledThread thread = store.ThreadTable[i];
            string command = store.Strings.GetString(thread.Command);
            table.AddCommand(thread.Command.Value, command, samplesByThread[i]);
            table.AddProcess(thread, command, samplesByThread[i]);
            table._threads.Add((thread.ProcessId, thread.ThreadNumber));
        }

        return table;
    }

    private void AddCommand(int id, string name, long samples)
    {
        if (_commandRows.TryAdd(id, _commands.Count))
        {
            _commands.Add(new CountedName(name, samples));
            return;
        }

        int row = _commandRows[id];
        _commands[row] = _commands[row] with { Samples = _commands[row].Samples + samples };
    }

    // The same joining as FlameTreeOptions.Root = Process: where only threads are known, a thread stands for its process.
    private void AddProcess(ProfiledThread thread, string command, long samples)
    {
        (int, int) key = thread.ProcessId >= 0 ? (-1, thread.ProcessId) : (thread.Command.Value, thread.ThreadNumber);
        if (_processRows.TryAdd(key, _processes.Count))
        {
            _processes.Add(new CountedProcess(command, thread.ProcessOrThreadId, samples));
            return;
        }

        int row = _processRows[key];
        CountedProcess known = _processes[row];
        bool isMain = thread.ProcessId == thread.ThreadNumber;
        _processes[row] = known with { Command = isMain ? command : known.Command, Samples = known.Samples + samples };
    }
}
