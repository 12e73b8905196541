namespace FlameScope.AspNetCore.Catalog;

/// <summary>Paths with every link resolved.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>The absolute path of what a path finally leads to, whether or not it exists.</summary>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        int links = 0;
        string root = Path.GetPathRoot(full)!;
        string real = root;
        Stack<string> rest = new(SegmentsOf(full[root.Length..]).Reverse());
        while (rest.TryPop(out string? segment))
        {
            string next = Path.Combine(real, segment);
            if (new FileInfo(next).LinkTarget is not string target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new IOException($"Too many links in '{path}'.");
            }

            // The target may itself go through links, so its segments are walked like the others.
            string resolved = Path.GetFullPath(Path.Combine(real, target));
            real = Path.GetPathRoot(resolved)!;
            foreach (string part in SegmentsOf(resolved[real.Length..]).Reverse())
            {
                rest.Push(part);
            }
        }

        return real;
    }

    /// <summary>Whether a real path is a real folder or lies below it.</summary>
    public static bool IsInside(string path, string folder)
    {
        StringComparison comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path.StartsWith(prefix, comparison) || path.Equals(folder, comparison);
    }

    private static string[] SegmentsOf(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
