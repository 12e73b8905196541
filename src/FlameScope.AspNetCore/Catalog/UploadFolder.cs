using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>The temporary folder of uploaded profiles: made by the first upload, deleted with the application.</summary>
internal sealed class UploadFolder(IOptions<FlameScopeOptions> options) : IDisposable
{
    private const string Prefix = "uploads/";
    private const int LongestName = 120;

    private readonly Lock _lock = new();

    /// <summary>The folder as a root of the catalogue; <see langword="null"/> before the first upload.</summary>
    public ProfileRoot? Root { get; private set; }

    /// <summary>Stores a file and gives the name that it has in the catalogue. A part of a file is never left behind.</summary>
    /// <param name="name">The name that the client gave it; only its last segment counts.</param>
    /// <param name="content">The file, with no more bytes than are allowed.</param>
    /// <param name="cancellationToken">Ends the upload early.</param>
    /// <exception cref="UploadTooLargeException">The file is larger than allowed.</exception>
    public async Task<string> StoreAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        ProfileRoot root = EnsureRoot();
        string partial = Path.Combine(root.RealPath, $".{Guid.NewGuid():N}");
        try
        {
            FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await CopyAsync(content, file, cancellationToken).ConfigureAwait(false);
            }

            return Prefix + Publish(partial, root.RealPath, PlainNameOf(name));
        }
        finally
        {
            File.Delete(partial);
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

    private ProfileRoot EnsureRoot()
    {
        lock (_lock)
        {
            return Root ??= new ProfileRoot(
                Prefix, RealPath.Of(Directory.CreateTempSubdirectory("flamescope-uploads-").FullName), IsFolder: true);
        }
    }

    private async Task CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is int read and > 0)
        {
            length += read;
            if (length > options.Value.MaxUploadBytes)
            {
                throw new UploadTooLargeException();
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }

    // Two uploads of one name are two files: "a.perf" and "a (2).perf".
    private static string Publish(string partial, string folder, string name)
    {
        for (int i = 1; ; i++)
        {
            string unique = i == 1
                ? name
                : FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(name)} ({i}){Path.GetExtension(name)}");
            try
            {
                File.Move(partial, Path.Combine(folder, unique), overwrite: false);
                return unique;
            }
            catch (IOException) when (i < 1_000 && File.Exists(Path.Combine(folder, unique)))
            {
                continue;
            }
        }
    }

    private static string PlainNameOf(string name)
    {
        string last = name.Split('/', '\\')[^1].TrimStart('.', ' ');
        char[] plain = [.. last.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+' or ' ' ? letter : '_')];
        return plain.Length == 0 ? "profile" : new string(plain).TrimEnd();
    }
}
