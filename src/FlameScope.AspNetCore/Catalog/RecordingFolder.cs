using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>The temporary folder of recordings: the last few are kept, and all are deleted with the application.</summary>
internal sealed class RecordingFolder(IOptions<FlameScopeOptions> options) : IDisposable
{
    private const string Prefix = "recordings/";

    private readonly TemporaryRoot _folder = new(Prefix, "flamescope-recordings-");
    private readonly Queue<string> _kept = new();

    /// <summary>The folder as a root of the catalogue; <see langword="null"/> before the first recording.</summary>
    public ProfileRoot? Root => _folder.Root;

    /// <summary>Opens a file that is not listed until it is published.</summary>
    public FileStream Create() => new(
        Path.Combine(_folder.Ensure().RealPath, $".{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);

    /// <summary>Gives a file its name in the catalogue, and deletes the oldest where there are too many.</summary>
    /// <param name="partial">The file, closed.</param>
    /// <param name="started">When its recording began.</param>
    /// <returns>The name in the catalogue.</returns>
    public string Publish(string partial, DateTime started)
    {
        string folder = _folder.Ensure().RealPath;
        string time = started.ToString("yyyy-MM-dd'T'HH-mm-ss", System.Globalization.CultureInfo.InvariantCulture);
        for (int i = 1; ; i++)
        {
            string name = i == 1 ? $"{time}.nettrace" : FormattableString.Invariant($"{time} ({i}).nettrace");
            try
            {
                File.Move(partial, Path.Combine(folder, name), overwrite: false);
                Keep(Path.Combine(folder, name));
                return Prefix + name;
            }
            catch (IOException) when (i < 1_000 && File.Exists(Path.Combine(folder, name)))
            {
                continue;
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Keep(string path)
    {
        _kept.Enqueue(path);
        while (_kept.Count > options.Value.MaxRecordings)
        {
            try
            {
                File.Delete(_kept.Dequeue());
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Somebody reads it; it goes with the folder.
            }
        }
    }
}
