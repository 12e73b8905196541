using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Extensions.Options;
using ZstdSharp;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>Tells the formats of files by their first bytes, and remembers what it saw.</summary>
internal sealed class ProfileSniffer(IOptions<FlameScopeOptions> options)
{
    private const int HeadLength = 64 * 1024;

    private readonly ConcurrentDictionary<string, (ProfileStamp Stamp, string? Format)> _seen = new(StringComparer.Ordinal);

    /// <summary>Name of the format that would read a file; <see langword="null"/> where none would, or it cannot be read.</summary>
    public string? FormatOf(ProfileEntry entry)
    {
        if (_seen.TryGetValue(entry.FilePath, out (ProfileStamp Stamp, string? Format) seen) && seen.Stamp == entry.Stamp)
        {
            return seen.Format;
        }

        string? format = entry.IsEmpty ? null : Sniff(entry.FilePath);
        if (_seen.Count > 4 * options.Value.MaxProfiles)
        {
            _seen.Clear();
        }

        _seen[entry.FilePath] = (entry.Stamp, format);
        return format;
    }

    private string? Sniff(string path)
    {
        try
        {
            byte[] head = HeadOf(path);
            return options.Value.Load.Formats.FirstOrDefault(format => format.CanRead(head))?.Name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or ZstdException)
        {
            return null;
        }
    }

    private static byte[] HeadOf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, HeadLength);
        byte[] magic = new byte[4];
        int length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        using Stream text = magic.AsSpan(0, length) switch
        {
            [0x1f, 0x8b, ..] => new GZipStream(file, CompressionMode.Decompress),
            [0x28, 0xb5, 0x2f, 0xfd] => new DecompressionStream(file),
            _ => file,
        };
        byte[] head = new byte[HeadLength];
        int read = 0;
        try
        {
            for (int more = 1; more > 0 && read < head.Length; read += more)
            {
                more = text.Read(head, read, head.Length - read);
            }
        }
        catch (Exception error) when (error is InvalidDataException or ZstdException or EndOfStreamException)
        {
            // A stream that is cut or damaged further on is still recognised by what came before.
        }

        return head[..read];
    }
}
