using System.Globalization;
using FlameScope.Formats;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;
using FlameScope.Symbols.Runtimes;

namespace FlameScope.Symbols.Search;

/// <summary>Finds the names of code that a runtime compiled: its dumps, then its map.</summary>
/// <param name="places">Where to look.</param>
/// <param name="opensMachine">Whether folders of running processes may be looked into.</param>
internal sealed class JitFinder(IReadOnlyList<SymbolPlace> places, bool opensMachine)
{
    private const int MaxMapBytes = 512 * 1024 * 1024;

    private readonly Dictionary<int, List<string>> _dumps = [];
    private readonly ContainerProcesses _containers = new(opensMachine);

    /// <summary>Whether the recording's clock is the one that runtimes write into dumps.</summary>
    public bool IsClockMonotonic { get; set; } = true;

    public void AddDump(int processId, string path)
    {
        if (!_dumps.TryGetValue(processId, out List<string>? paths))
        {
            _dumps.Add(processId, paths = []);
        }

        if (!paths.Contains(path))
        {
            paths.Add(path);
        }

        // jit-7.dump: its writer is process 7 where it runs.
        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        if (name.StartsWith("jit-") && name.EndsWith(".dump") && int.TryParse(name[4..^5], NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != processId)
        {
            _containers.AddId(processId, id);
        }
    }

    /// <summary>Notes that a process has an id of its own in its container.</summary>
    public void AddContainer(int processId) => _containers.Add(processId);

    /// <summary>Finds the names of a process's code.</summary>
    public FoundSymbols Find(SymbolModule wanted)
    {
        List<ISymbolTable> tables = [];
        List<string> files = [];
        SymbolReason? note = null;
        foreach (string path in _dumps.TryGetValue(wanted.ProcessId, out List<string>? paths) ? paths : [])
        {
            foreach (SymbolFile file in OpenInside(wanted.ProcessId, path).Concat(Open(path, places)))
            {
                using (file)
                {
                    if (JitDump.TryRead(file, path, ignoresTime: !IsClockMonotonic) is JitDump dump)
                    {
                        tables.Add(dump);
                        files.Add(file.Path);
                        note ??= dump.IgnoresTime
                            ? new SymbolReason(
                                "the times of the runtime's dump are of another clock than the recording's, and names of reused memory may be wrong",
                                "Record with -k CLOCK_MONOTONIC.",
                                IsAlwaysTold: true)
                            { File = file.Path }
                            : null;
                        break;
                    }
                }
            }
        }

        int inside = wanted.NamespaceProcessId >= 0 ? wanted.NamespaceProcessId : _containers.IdOf(wanted.ProcessId);
        if (OpenMap(wanted.ProcessId, inside, ref note) is SymbolFile map)
        {
            using (map)
            {
                files.Add(map.Path);
                tables.Add(PerfMap.Read(map.ReadPiece(0, map.Length, MaxMapBytes)));
            }
        }

        return tables.Count == 0
            ? new FoundSymbols(null, new SymbolReason(
                $"there is no {MapPath(inside >= 0 ? inside : wanted.ProcessId)} and no dump of the runtime",
                "Let the runtime write its map while it is recorded: DOTNET_PerfMapEnabled=1, node --perf-basic-prof, python -X perf, Java with perf-map-agent or -XX:+DumpPerfMapAtExit; then name its folder with SymbolOptions.Roots (--symbols)."))
            : new FoundSymbols(tables.Count == 1 ? tables[0] : new TablesInOrder(tables), note, [.. files]);
    }

    private SymbolFile? OpenMap(int processId, int inside, ref SymbolReason? note)
    {
        int[] ids = inside >= 0 && inside != processId ? [inside, processId] : [processId];
        SymbolFile? found = (ids.Length > 1 ? OpenInside(processId, MapPath(inside)) : [])
            .Concat(ids.SelectMany(id => Open(MapPath(id), places)))
            .FirstOrDefault();
        return found ?? (inside < 0 && _containers.Has(processId) ? OpenOnlyMap(ref note) : null);
    }

    // A container has files of its own, which can be seen as long as the process runs.
    private IEnumerable<SymbolFile> OpenInside(int processId, string path)
    {
        if (opensMachine && _containers.IdOf(processId) >= 0
            && new RootFolder(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/root")).TryOpen(path) is SymbolFile file)
        {
            yield return file;
        }
    }

    // Nothing tells the id that the process had, but the files of a container mostly have the map of one process.
    private SymbolFile? OpenOnlyMap(ref SymbolReason? note)
    {
        foreach (SymbolPlace place in places.Where(static place => place.LooksByName))
        {
            string[] maps = [.. place.Folder.AllPaths().Where(IsMap).Take(2)];
            if (maps.Length == 1 && place.Folder.TryOpen(maps[0]) is SymbolFile file)
            {
                note ??= new SymbolReason(
                    "the process ran in a container, whose id for it is not recorded, and the only map there was taken", "", IsAlwaysTold: true)
                { File = file.Path };
                return file;
            }
        }

        return null;
    }

    private static bool IsMap(string path)
    {
        ReadOnlySpan<char> name = path.AsSpan(path.LastIndexOf('/') + 1);
        return name.StartsWith("perf-") && name.EndsWith(".map") && name.Length > 9 && name[5..^4].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static IEnumerable<SymbolFile> Open(string path, IReadOnlyList<SymbolPlace> places)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        foreach (SymbolPlace place in places)
        {
            if (place.LooksByPath && place.Folder.TryOpen(path) is SymbolFile recorded)
            {
                yield return recorded;
            }

            foreach (string found in place.LooksByName ? place.Folder.PathsOf(name) : [])
            {
                if (place.Folder.TryOpen(found) is SymbolFile named)
                {
                    yield return named;
                }
            }
        }
    }

    private static string MapPath(int processId) => string.Create(CultureInfo.InvariantCulture, $"/tmp/perf-{processId}.map");

    /// <summary>Asks several tables one after another.</summary>
    private sealed class TablesInOrder(List<ISymbolTable> tables) : ISymbolTable
    {
        public SymbolMatch Find(ulong address, long time)
        {
            long from = long.MinValue;
            long until = long.MaxValue;
            for (int i = 0; i < tables.Count; i++)
            {
                SymbolMatch match = tables[i].Find(address, time);
                from = Math.Max(from, match.From);
                until = Math.Min(until, match.Until);
                if (!match.Name.IsEmpty)
                {
                    // Rows of several tables are told apart.
                    int id = match.Id > (int.MaxValue - i) / tables.Count ? -1 : (match.Id * tables.Count) + i;
                    return new SymbolMatch(match.Name) { Id = id, Module = match.Module, From = from, Until = until };
                }
            }

            return new SymbolMatch([]) { From = from, Until = until };
        }
    }
}
