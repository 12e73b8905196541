using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>Tells the formats of files by their first bytes, and remembers what it saw.</summary>
internal sealed class ProfileSniffer(IOptions<FlameScopeOptions> options)
{
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
            return ProfileLoader.Recognize(path, options.Value.Load.Formats)?.Name;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
