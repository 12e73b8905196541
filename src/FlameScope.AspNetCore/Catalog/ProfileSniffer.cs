using System.Collections.Concurrent;
using FlameScope.Formats;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>Tells the formats of files by their first bytes, and whether they have times, and remembers what it saw.</summary>
internal sealed class ProfileSniffer(IOptions<FlameScopeOptions> options)
{
    private const int ProbeBytes = 128 * 1024;

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>Name of the format that would read a file; <see langword="null"/> where none would, or it cannot be read.</summary>
    public string? FormatOf(ProfileEntry entry) => See(entry).Format?.Name;

    /// <summary>
    /// What times a file has: as its format says, as it was when it was loaded, or as its beginning shows; <see langword="null"/> where none of
    /// these tells.
    /// </summary>
    /// <param name="entry">The file.</param>
    /// <param name="mayRead">Whether there is time to read its beginning.</param>
    public TimeAxis? TimeAxisOf(ProfileEntry entry, bool mayRead)
    {
        Seen seen = See(entry);
        if (!seen.IsProbed && seen.Format is IProfileFormat format && mayRead)
        {
            seen = seen with { TimeAxis = Probe(entry, format), IsProbed = true };
            Keep(entry, seen);
        }

        return seen.TimeAxis;
    }

    /// <summary>Remembers what times a file turned out to have.</summary>
    public void Remember(ProfileEntry entry, TimeAxis axis) => Keep(entry, See(entry) with { TimeAxis = axis, IsProbed = true });

    private Seen See(ProfileEntry entry)
    {
        if (_seen.TryGetValue(entry.FilePath, out Seen? seen) && seen.Stamp == entry.Stamp)
        {
            return seen;
        }

        IProfileFormat? format = entry.IsEmpty ? null : Sniff(entry.FilePath);
        seen = new Seen(entry.Stamp, format, format?.TimeAxis, IsProbed: format?.TimeAxis is not null);
        Keep(entry, seen);
        return seen;
    }

    private void Keep(ProfileEntry entry, Seen seen)
    {
        if (_seen.Count > 4 * options.Value.MaxProfiles)
        {
            _seen.Clear();
        }

        _seen[entry.FilePath] = seen;
    }

    private IProfileFormat? Sniff(string path)
    {
        try
        {
            return ProfileLoader.Recognize(path, options.Value.Load.Formats);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The beginning is read as a file that is cut there: a time in it is a time, but what has none so far may have one later.
    private TimeAxis? Probe(ProfileEntry entry, IProfileFormat format)
    {
        try
        {
            using FileStream file = new(entry.FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            byte[] bytes = new byte[(int)Math.Min(ProbeBytes, entry.Stamp.Length)];
            int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            using MemoryStream head = new(bytes, 0, count);
            SampleStore store = ProfileLoader.LoadAsync(
                head, options.Value.Load with { Format = format.Name, OpenSiblings = false, MaxDegreeOfParallelism = 1, IsStrict = false }).GetAwaiter().GetResult();
            return store.TimeAxis != TimeAxis.None || count == entry.Stamp.Length ? store.TimeAxis : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ProfileFormatException)
        {
            return null;
        }
    }

    private sealed record Seen(ProfileStamp Stamp, IProfileFormat? Format, TimeAxis? TimeAxis, bool IsProbed);
}
