namespace FlameScope.Tool.Cli;

/// <summary>Writes a file under another name beside it and moves it into place when it is complete.</summary>
internal static class AtomicFile
{
    public static void Write(string file, Action<Stream> write)
    {
        string target = TargetOf(file);
        UnixFileMode? mode = ModeOf(target);
        string temporary = Path.Combine(
            Path.GetDirectoryName(target)!, $".flamescope-{Path.GetRandomFileName()}.tmp");
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write);
        try
        {
            using (stream)
            {
                write(stream);
            }

            if (mode is UnixFileMode known && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, known);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Where the path is a link, the file it leads to is replaced and the link stays.
    private static string TargetOf(string file)
    {
        FileInfo info = new(file);
        return info.LinkTarget is null ? info.FullName : info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName;
    }

    // A file that is there must be writable as it is, and keeps its permissions.
    private static UnixFileMode? ModeOf(string target)
    {
        if (!Path.Exists(target))
        {
            return null;
        }

        using FileStream existing = new(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        return OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(existing.SafeFileHandle);
    }
}
