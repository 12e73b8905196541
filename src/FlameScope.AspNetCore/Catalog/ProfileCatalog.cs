using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>The files that may be opened, by the names that clients use.</summary>
internal sealed partial class ProfileCatalog
{
    private readonly FlameScopeOptions _options;
    private readonly UploadFolder _uploads;
    private readonly RecordingFolder _recordings;
    private readonly ILogger<ProfileCatalog> _logger;
    private readonly IReadOnlyList<ProfileRoot> _roots;

    public ProfileCatalog(IOptions<FlameScopeOptions> options, UploadFolder uploads, RecordingFolder recordings, ILogger<ProfileCatalog> logger)
    {
        _options = options.Value;
        _uploads = uploads;
        _recordings = recordings;
        _logger = logger;
        _roots = ProfileRoot.Of(_options.Paths.Where(path => !IsLoop(path)));
    }

    private IEnumerable<ProfileRoot> Roots => [.. _roots, .. new[] { _uploads.Root, _recordings.Root }.OfType<ProfileRoot>()];

    /// <summary>Says in the log which folders and files are not there, so that an empty list has a reason.</summary>
    public void WarnOfMissingPaths()
    {
        if (_options.Paths.Count == 0 && !_options.AllowUpload)
        {
            LogNoPaths();
        }

        foreach (string path in _options.Paths.Where(path => !Path.Exists(path)))
        {
            LogMissing(path);
        }
    }

    /// <summary>Every file, by name; one that cannot be looked at is left out and never spoils the rest.</summary>
    public IReadOnlyList<ProfileEntry> List()
    {
        List<ProfileEntry> entries = [];
        foreach ((string name, string path) in Roots.SelectMany(root => root.Files()))
        {
            if (entries.Count == _options.MaxProfiles)
            {
                LogListIsCut(_options.MaxProfiles);
                break;
            }

            if (Find(name) is ProfileEntry entry)
            {
                entries.Add(entry);
            }
        }

        entries.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return entries;
    }

    /// <summary>One file, or <see langword="null"/> where there is none of this name, or it lies outside the folders.</summary>
    public ProfileEntry? Find(string name)
    {
        try
        {
            FileInfo? file = Roots
                .Select(root => root.Find(name))
                .OfType<string>()
                .Select(path => new FileInfo(path))
                .FirstOrDefault(found => found.Exists);
            return file is null ? null : new ProfileEntry(name, file.FullName, ProfileStamp.Of(file))
            {
                IsUpload = _uploads.Root is ProfileRoot uploads && RealPath.IsInside(file.FullName, uploads.RealPath),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            LogCannotLookAt(name, error.Message);
            return null;
        }
    }

    // Links that lead in a circle lead nowhere.
    private bool IsLoop(string path)
    {
        try
        {
            _ = RealPath.Of(path);
            return false;
        }
        catch (IOException error)
        {
            LogCannotLookAt(path, error.Message);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "FlameScopeOptions.Paths is empty: no profile will be listed.")]
    private partial void LogNoPaths();

    [LoggerMessage(LogLevel.Warning, "There is no file or folder {Path}: none of its profiles will be listed.")]
    private partial void LogMissing(string path);

    [LoggerMessage(LogLevel.Warning, "Only the first {Count} files are listed.")]
    private partial void LogListIsCut(int count);

    [LoggerMessage(LogLevel.Warning, "Cannot look at the profile {Name}: {Reason}")]
    private partial void LogCannotLookAt(string name, string reason);
}
