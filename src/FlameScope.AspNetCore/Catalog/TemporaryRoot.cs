namespace FlameScope.AspNetCore.Catalog;

/// <summary>A temporary folder as a root of the catalogue: made when it is needed, deleted with the application.</summary>
/// <param name="prefix">What stands before the names of its files, with a slash.</param>
/// <param name="folder">What the folder's name begins with.</param>
internal sealed class TemporaryRoot(string prefix, string folder) : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>The root; <see langword="null"/> before it is needed.</summary>
    public ProfileRoot? Root { get; private set; }

    public ProfileRoot Ensure()
    {
        lock (_lock)
        {
            return Root ??= new ProfileRoot(prefix, RealPath.Of(Directory.CreateTempSubdirectory(folder).FullName), IsFolder: true);
        }
    }

    public void Dispose()
    {
        if (Root is not null)
        {
            try
            {
                Directory.Delete(Root.RealPath, recursive: true);
            }
            catch (IOException)
            {
                // A file that is still open somewhere is left to the system.
            }
        }
    }
}
