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
    }

    /// <summary>Finds the names of a process's code.</summary>
    public FoundSymbols Find(SymbolModule wanted)
    {
        List<ISymbolTable> tables = [];
        List<string> files = [];
        SymbolReason? note = null;
        foreach (string path in _dumps.TryGetValue(wanted.ProcessId, out List<string>? paths) ? paths : [])
        {
            foreach (SymbolFile file in Open(path, places))
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

        if (OpenMap(wanted) is SymbolFile map)
        {
            using (map)
            {
                files.Add(map.Path);
                tables.Add(PerfMap.Read(map.ReadPiece(0, map.Length, MaxMapBytes)));
            }
        }

        return tables.Count == 0
            ? new FoundSymbols(null, new SymbolReason(
                $"there is no {MapPath(wanted.NamespaceProcessId >= 0 ? wanted.NamespaceProcessId : wanted.ProcessId)} and no dump of the runtime",
                "Let the runtime write its map while it is recorded: DOTNET_PerfMapEnabled=1, node --perf-basic-prof, python -X perf, Java with perf-map-agent or -XX:+DumpPerfMapAtExit; then name its folder with SymbolOptions.Roots (--symbols)."))
            : new FoundSymbols(tables.Count == 1 ? tables[0] : new TablesInOrder(tables), note, [.. files]);
    }

    private SymbolFile? OpenMap(SymbolModule wanted)
    {
        int[] ids = wanted.NamespaceProcessId >= 0 && wanted.NamespaceProcessId != wanted.ProcessId
            ? [wanted.NamespaceProcessId, wanted.ProcessId]
            : [wanted.ProcessId];
        if (opensMachine && ids.Length > 1)
        {
            // A container has a /tmp of its own, which lasts as long as the process.
            string root = string.Create(CultureInfo.InvariantCulture, $"/proc/{wanted.ProcessId}/root");
            if (new RootFolder(root).TryOpen(MapPath(ids[0])) is SymbolFile inside)
            {
                return inside;
            }
        }

        return ids.SelectMany(id => Open(MapPath(id), places)).FirstOrDefault();
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
