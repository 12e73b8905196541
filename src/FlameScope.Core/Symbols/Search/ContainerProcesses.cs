using System.Globalization;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Search;

/// <summary>Processes that have another id inside their container: by that one their runtimes name what they write.</summary>
/// <param name="opensMachine">Whether running processes may be asked.</param>
internal sealed class ContainerProcesses(bool opensMachine)
{
    private readonly HashSet<int> _inside = [];
    private readonly Dictionary<int, int> _ids = [];

    /// <summary>Notes that a process has a PID namespace of its own.</summary>
    public void Add(int processId) => _inside.Add(processId);

    /// <summary>Notes the id that a process has inside.</summary>
    public void AddId(int processId, int inside) => _ids.TryAdd(processId, inside);

    /// <summary>Whether a process is known to have another id inside, known or not.</summary>
    public bool Has(int processId) => _inside.Contains(processId) || _ids.GetValueOrDefault(processId, -1) >= 0;

    /// <summary>The id that a process has inside; -1 where nothing tells.</summary>
    public int IdOf(int processId)
    {
        if (!_ids.TryGetValue(processId, out int id))
        {
            id = opensMachine ? IdOfRunning(processId) : -1;
            _ids.Add(processId, id);
        }

        return id == processId ? -1 : id;
    }

    // NStgid:	4711	7 - from the outermost namespace to its own.
    private static int IdOfRunning(int processId)
    {
        try
        {
            string? line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"))
                .FirstOrDefault(static line => line.StartsWith("NStgid:", StringComparison.Ordinal));
            return line is not null && int.TryParse(line.AsSpan(line.LastIndexOf('\t') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : -1;
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            return -1;
        }
    }
}
