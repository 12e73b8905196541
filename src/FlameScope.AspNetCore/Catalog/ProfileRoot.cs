namespace FlameScope.AspNetCore.Catalog;

/// <summary>A folder or a single file that was asked to be listed.</summary>
/// <param name="Prefix">What stands before the names of its files: empty, or a folder's name and a slash.</param>
/// <param name="RealPath">The folder or file with every link resolved.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
internal sealed record ProfileRoot(string Prefix, string RealPath, bool IsFolder)
{
    private static readonly EnumerationOptions Everything = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.Device,
    };

    /// <summary>The roots of what the options name. A single folder's files have no prefix.</summary>
    public static IReadOnlyList<ProfileRoot> Of(IEnumerable<string> paths)
    {
        string[] real = [.. paths.Select(Catalog.RealPath.Of).Distinct()];
        bool isOneFolder = real.Length == 1 && Directory.Exists(real[0]);
        HashSet<string> names = new(StringComparer.Ordinal);
        List<ProfileRoot> roots = [];
        foreach (string path in real)
        {
            bool isFolder = Directory.Exists(path);
            string name = isOneFolder ? "" : UniqueName(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), names);
            roots.Add(new ProfileRoot(isFolder && name.Length > 0 ? name + "/" : name, path, isFolder));
        }

        return roots;
    }

    /// <summary>The files below this root, with their names. A file that cannot be looked at is left out.</summary>
    public IEnumerable<(string Name, string FilePath)> Files()
    {
        if (!IsFolder)
        {
            return [(Prefix, RealPath)];
        }

        return FilesBelow(RealPath).Select(path => (Prefix + NameOf(path), path));
    }

    /// <summary>The real path of one of this root's files, or <see langword="null"/> where the name is not one.</summary>
    public string? Find(string name)
    {
        if (!IsFolder)
        {
            return name == Prefix ? RealPath : null;
        }

        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !IsPlain(name[Prefix.Length..]))
        {
            return null;
        }

        string path = Catalog.RealPath.Of(Path.Combine(RealPath, name[Prefix.Length..]));
        return Catalog.RealPath.IsInside(path, RealPath) ? path : null;
    }

    // Linked folders are not walked: they may lead in a circle, and what they hold is listed where it really lies.
    private static IEnumerable<string> FilesBelow(string folder)
    {
        Stack<string> folders = new([folder]);
        while (folders.TryPop(out string? current))
        {
            foreach (FileSystemInfo entry in Entries(current))
            {
                if (entry.Name.StartsWith('.'))
                {
                    continue;
                }

                if (entry is FileInfo)
                {
                    yield return entry.FullName;
                }
                else if (entry.LinkTarget is null)
                {
                    folders.Push(entry.FullName);
                }
            }
        }
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos("*", Everything);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string NameOf(string path) => Path.GetRelativePath(RealPath, path).Replace('\\', '/');

    // Names come from clients: only what a listing could have printed is looked up.
    private static bool IsPlain(string name) =>
        name.Length > 0
        && !name.Contains('\0', StringComparison.Ordinal)
        && (!name.Contains('\\', StringComparison.Ordinal) || !OperatingSystem.IsWindows())
        && name.Split('/').All(segment => segment is not ("" or "." or "..") && !segment.StartsWith('.'));

    private static string UniqueName(string name, HashSet<string> taken)
    {
        string unique = name;
        for (int i = 2; !taken.Add(unique); i++)
        {
            unique = FormattableString.Invariant($"{name} ({i})");
        }

        return unique;
    }
}
