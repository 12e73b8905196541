using FlameScope.Symbols.Elf;

namespace FlameScope.Symbols.Search;

/// <summary>A folder together with the ways to look for symbols in it.</summary>
internal sealed class SymbolPlace
{
    private static readonly string[] RootTrees = ["", "debug/", ".debug/", "usr/lib/debug/"];

    private readonly string[] _trees;

    private SymbolPlace(RootFolder folder, string[] trees, bool looksByPath, bool looksByName)
    {
        Folder = folder;
        _trees = trees;
        LooksByPath = looksByPath;
        LooksByName = looksByName;
    }

    public RootFolder Folder { get; }

    /// <summary>Whether the recorded path is looked for in the folder.</summary>
    public bool LooksByPath { get; }

    /// <summary>Whether files are found by name alone, at most two folders deep.</summary>
    public bool LooksByName { get; }

    /// <summary>A folder or archive that somebody named for its symbols.</summary>
    public static SymbolPlace Root(RootFolder folder) => new(folder, RootTrees, looksByPath: true, looksByName: true);

    /// <summary>perf's cache of what it recorded.</summary>
    public static SymbolPlace PerfCache(string path) => new(new RootFolder(path), [""], looksByPath: false, looksByName: false);

    /// <summary>This machine.</summary>
    public static SymbolPlace Machine() => new(new RootFolder("/"), ["usr/lib/debug/"], looksByPath: true, looksByName: false);

    /// <summary>Where files with a build id may be: <c>.build-id/ab/cdef…</c>, as perf's cache, distributions and debuginfod's tools lay them out.</summary>
    /// <param name="buildId">The build id; nothing where it is none.</param>
    /// <param name="names">The names that perf's cache gives to such a file, such as <c>elf</c>.</param>
    public IEnumerable<string> PathsOfBuildId(string buildId, params string[] names)
    {
        if (!BuildIdText.IsBuildId(buildId))
        {
            yield break;
        }

        foreach (string tree in _trees)
        {
            string path = $"{tree}.build-id/{buildId[..2]}/{buildId[2..]}";
            foreach (string name in names)
            {
                yield return $"{path}/{name}";
            }

            yield return path;
            yield return path + ".debug";
        }
    }

    /// <summary>Where perf's cache keeps the versions of a file, each in a folder named by its build id.</summary>
    public IEnumerable<string> CachedVersionsOf(string recordedPath, string name)
    {
        foreach (string tree in _trees)
        {
            string folder = tree + recordedPath.TrimStart('/');
            foreach (string version in Folder.NamesIn(folder))
            {
                if (BuildIdText.IsBuildId(version))
                {
                    yield return $"{folder}/{version}/{name}";
                }
            }
        }
    }

    /// <summary>Where a separate debug file may be, by its name and the folder of the program.</summary>
    public IEnumerable<string> PathsOfDebugFile(string recordedPath, string fileName)
    {
        string folder = recordedPath[..(recordedPath.LastIndexOf('/') + 1)].TrimStart('/');
        if (LooksByPath)
        {
            yield return folder + fileName;
            yield return $"{folder}.debug/{fileName}";
            yield return $"usr/lib/debug/{folder}{fileName}";
        }

        foreach (string path in LooksByName ? Folder.PathsOf(fileName) : [])
        {
            yield return path;
        }
    }
}
