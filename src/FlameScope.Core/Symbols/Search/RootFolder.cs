using System.IO.Enumeration;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Search;

/// <summary>A folder that symbols are looked for in, and that nothing leads out of: neither <c>..</c> nor a link.</summary>
internal sealed class RootFolder
{
    private const int MaxLinks = 40;
    private const int MaxFolders = 2;
    private const int MaxIndexed = 100_000;

    private readonly string _root;
    private readonly string _prefix;
    private Dictionary<string, List<string>>? _byName;

    /// <param name="path">The folder. Links on the way to it are followed.</param>
    public RootFolder(string path)
    {
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        _prefix = _root.EndsWith('/') ? _root : _root + "/";
    }

    /// <summary>Opens a plain file by its path in the folder; <see langword="null"/> where there is none.</summary>
    public SymbolFile? TryOpen(string relative) => Resolve(relative) is string path ? SymbolFile.TryOpen(path) : null;

    /// <summary>The names in a folder below, in order; none where there is no such folder.</summary>
    public IReadOnlyList<string> NamesIn(string relative)
    {
        if (Resolve(relative) is not string path)
        {
            return [];
        }

        try
        {
            return Directory.Exists(path)
                ? [.. Directory.EnumerateFileSystemEntries(path).Take(MaxIndexed).Select(static entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            return [];
        }
    }

    /// <summary>The paths of files with a name, at most two folders deep; the nearest first.</summary>
    public IReadOnlyList<string> PathsOf(string fileName) =>
        (_byName ??= Index()).TryGetValue(fileName, out List<string>? paths) ? paths : [];

    /// <summary>The paths of all files at most two folders deep.</summary>
    public IEnumerable<string> AllPaths() =>
        (_byName ??= Index()).Values.SelectMany(static paths => paths).Order(StringComparer.Ordinal);

    /// <summary>
    /// Where a path in the folder leads; <see langword="null"/> where it would lead out of it, or a link goes round. As in a container, an absolute link
    /// begins at the folder.
    /// </summary>
    public string? Resolve(string relative)
    {
        if (relative.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        Stack<string> ahead = new();
        Push(ahead, relative);
        List<string> way = [];
        int links = 0;
        while (ahead.TryPop(out string? part))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                if (way.Count == 0)
                {
                    return null;
                }

                way.RemoveAt(way.Count - 1);
                continue;
            }

            way.Add(part);
            if (TargetOf(_prefix + string.Join('/', way)) is not string target)
            {
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            way.RemoveAt(way.Count - 1);
            if (target.StartsWith('/'))
            {
                way.Clear();
                target = target.StartsWith(_prefix, StringComparison.Ordinal) ? target[_prefix.Length..] : target;
            }

            Push(ahead, target);
        }

        return way.Count == 0 ? _root : _prefix + string.Join('/', way);
    }

    private static void Push(Stack<string> ahead, string path)
    {
        string[] parts = path.Split('/', Path.DirectorySeparatorChar);
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            ahead.Push(parts[i]);
        }
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            return null;
        }
    }

    private Dictionary<string, List<string>> Index()
    {
        Dictionary<string, List<string>> found = new(StringComparer.Ordinal);
        try
        {
            EnumerationOptions options = new()
            {
                RecurseSubdirectories = true,
                MaxRecursionDepth = MaxFolders,
                IgnoreInaccessible = true,
                AttributesToSkip = FileAttributes.None,
            };
            FileSystemEnumerable<string> files = new(_root, static (ref FileSystemEntry entry) => entry.ToFullPath(), options)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            };
            foreach (string path in files.Take(MaxIndexed).OrderBy(static path => path.Count(letter => letter == '/')).ThenBy(static path => path, StringComparer.Ordinal))
            {
                string name = Path.GetFileName(path);
                if (!found.TryGetValue(name, out List<string>? paths))
                {
                    found.Add(name, paths = []);
                }

                paths.Add(path[_prefix.Length..]);
            }
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            // A folder that is not there, or may not be read, has nothing.
        }

        return found;
    }
}
