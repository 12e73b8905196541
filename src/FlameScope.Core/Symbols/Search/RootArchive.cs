using System.Diagnostics;
using System.Formats.Tar;
using FlameScope.Loading;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>Unpacks an archive of symbols into a folder of its own.</summary>
/// <remarks>
/// Files come first and links after all of them, so that no entry is written through a link; whoever reads the folder follows links only
/// within it.
/// </remarks>
internal static class RootArchive
{
    private const int MaxEntries = 200_000;
    private const int FilesOfFullSize = 4;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="maxFileBytes">The most bytes of one file, and a quarter of the most of all.</param>
    /// <returns>What could not be unpacked; <see langword="null"/> where all was.</returns>
    public static SymbolReason? Unpack(string path, string folder, long maxFileBytes)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] head = new byte[6];
            int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            file.Position = 0;
            string? program = ProgramFor(head.AsSpan(0, length));
            if (program is not null)
            {
                return UnpackWith(program, path, folder, maxFileBytes);
            }

            Compression compression = Compressions.Recognize(head.AsSpan(0, length));
            if (compression == Compression.None)
            {
                return Unpack(file, folder, maxFileBytes);
            }

            using Stream content = Compressions.Open(compression, file);
            return Unpack(content, folder, maxFileBytes);
        }
        catch (Exception error) when (SymbolFile.IsRefused(error) || Compressions.IsDamage(error))
        {
            return new SymbolReason($"it cannot be read to its end ({error.Message.TrimEnd('.')})");
        }
    }

    private static string? ProgramFor(ReadOnlySpan<byte> head) =>
        head.StartsWith("BZh"u8) ? "bzip2" : head.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz" : null;

    private static SymbolReason? UnpackWith(string program, string path, string folder, long maxFileBytes)
    {
        ProcessStartInfo start = new(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-dc");
        start.ArgumentList.Add("--");
        start.ArgumentList.Add(Path.GetFullPath(path));
        try
        {
            using Process process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            try
            {
                return Unpack(process.StandardOutput.BaseStream, folder, maxFileBytes);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new SymbolReason($"it is compressed with {program}, which is not installed", $"Install {program}, or unpack the archive into a folder.");
        }
    }

    private static SymbolReason? Unpack(Stream content, string folder, long maxFileBytes)
    {
        List<(string Path, string Target)> links = [];
        long left = maxFileBytes > long.MaxValue / FilesOfFullSize ? long.MaxValue : maxFileBytes * FilesOfFullSize;
        SymbolReason? problem = null;
        try
        {
            using EndWatch watched = new(content);
            using TarReader reader = new(watched, leaveOpen: true);
            int entries = 0;
            for (; reader.GetNextEntry() is TarEntry entry; entries++)
            {
                if (entries == MaxEntries)
                {
                    problem = new SymbolReason($"it has more than {MaxEntries} entries, and the others were left out");
                    break;
                }

                if (PlaceOf(entry.Name, folder) is not string place)
                {
                    continue;
                }

                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is Stream data)
                {
                    if (entry.Length > maxFileBytes || entry.Length > left)
                    {
                        problem ??= new SymbolReason($"{entry.Name} in it is larger than is allowed", "Raise SymbolOptions.MaxFileBytes, or unpack it into a folder.");
                        continue;
                    }

                    left -= entry.Length;
                    Write(data, place);
                }
                else if (entry.EntryType is TarEntryType.SymbolicLink)
                {
                    links.Add((place, entry.LinkName));
                }
                else if (entry.EntryType is TarEntryType.HardLink && PlaceOf(entry.LinkName, folder) is string original)
                {
                    links.Add((place, original));
                }
            }

            problem ??= entries == 0 ? new SymbolReason("it has no files: it is no tar archive, or it ends early")
                : watched.HasEnded ? new SymbolReason("it ends early: files are missing, or the last one is cut")
                : null;
        }
        catch (Exception error) when (SymbolFile.IsRefused(error) || Compressions.IsDamage(error) || error is FormatException)
        {
            problem = new SymbolReason($"it cannot be read to its end ({error.Message.TrimEnd('.')})");
        }

        foreach ((string link, string target) in links)
        {
            Link(link, target);
        }

        return problem;
    }

    private static string? PlaceOf(string name, string folder)
    {
        string[] parts = [.. name.Split('/', Path.DirectorySeparatorChar).Where(static part => part is not ("" or "."))];
        return parts.Length == 0 || parts.Contains("..") || name.Contains('\0', StringComparison.Ordinal) ? null : Path.Combine([folder, .. parts]);
    }

    private static void Write(Stream data, string place)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using FileStream file = new(place, FileMode.Create, FileAccess.Write, FileShare.None);
            data.CopyTo(file);
        }
        catch (UnauthorizedAccessException)
        {
            // A folder has the name already.
        }
    }

    private static void Link(string place, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (!File.Exists(place) && !Directory.Exists(place))
            {
                File.CreateSymbolicLink(place, target);
            }
        }
        catch (Exception error) when (SymbolFile.IsRefused(error))
        {
            // One link less.
        }
    }
}
