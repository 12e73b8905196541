using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Catalog;

/// <summary>The temporary folder of uploaded profiles: made by the first upload, deleted with the application.</summary>
internal sealed partial class UploadFolder(IOptions<FlameScopeOptions> options, ILogger<UploadFolder> logger) : IDisposable
{
    private const string Prefix = "uploads/";

    private readonly TemporaryRoot _folder = new(Prefix, "flamescope-uploads-");
    private readonly ILogger<UploadFolder> _logger = logger;
    private long _stored;

    /// <summary>The folder as a root of the catalogue; <see langword="null"/> before the first upload.</summary>
    public ProfileRoot? Root => _folder.Root;

    /// <summary>Stores a file and gives the name that it has in the catalogue. A part of a file is never left behind.</summary>
    /// <param name="name">The name that the client gave it; only its last segment counts.</param>
    /// <param name="content">The file, with no more bytes than are allowed.</param>
    /// <param name="cancellationToken">Ends the upload early.</param>
    /// <exception cref="UploadTooLargeException">The file is larger than allowed.</exception>
    /// <exception cref="UploadException">There is no room for the file, or it is neither a profile nor a list of markers.</exception>
    public async Task<string> StoreAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        ProfileRoot root = _folder.Ensure();
        string partial = Path.Combine(root.RealPath, $".{Guid.NewGuid():N}");
        long length = 0;
        try
        {
            try
            {
                FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
                await using (file.ConfigureAwait(false))
                {
                    await CopyAsync(content, file, taken => length = taken, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (IOException error) when (IsDiskFull(error))
            {
                LogDiskIsFull(length);
                throw new UploadException(StatusCodes.Status507InsufficientStorage, "The server's disk is full", "The server has no room for the file.");
            }

            if (ProfileLoader.Recognize(partial, options.Value.Load.Formats) is null && !MarkerHead.IsOf(partial))
            {
                throw new UploadException(
                    StatusCodes.Status422UnprocessableEntity,
                    "The file is no profile that can be read",
                    "No format reads this file, and it is no list of markers, so it was not stored.");
            }

            string stored = Publish(partial, root.RealPath, UploadName.Of(name));
            length = 0;
            return Prefix + stored;
        }
        finally
        {
            File.Delete(partial);
            GiveBack(length);
        }
    }

    /// <summary>Deletes an uploaded file; <see langword="false"/> where there is none of this name.</summary>
    public bool Delete(string name)
    {
        if (Root?.Find(name) is not string path)
        {
            return false;
        }

        FileInfo file = new(path);
        if (!file.Exists)
        {
            return false;
        }

        long length = file.Length;
        file.Delete();
        GiveBack(length);
        return true;
    }

    public void Dispose() => _folder.Dispose();

    // Room is taken as the bytes come, so that uploads at the same time have one quota together.
    private async Task CopyAsync(Stream content, FileStream file, Action<long> taken, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is int read and > 0)
        {
            if (length + read > options.Value.MaxUploadBytes)
            {
                throw new UploadTooLargeException();
            }

            if (Interlocked.Add(ref _stored, read) > options.Value.MaxUploadBytesInAll)
            {
                GiveBack(read);
                throw new UploadException(
                    StatusCodes.Status507InsufficientStorage,
                    "There is no room for the file",
                    FormattableString.Invariant($"All uploads together may have {options.Value.MaxUploadBytesInAll} bytes. Delete some first."));
            }

            length += read;
            taken(length);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }
    }

    private void GiveBack(long bytes) => Interlocked.Add(ref _stored, -bytes);

    // ENOSPC and EDQUOT of Unix, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    internal static bool IsDiskFull(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is 39 or 112
        : error.HResult is 28 or 69 or 122;

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

    [LoggerMessage(LogLevel.Error, "The disk is full: an upload was given up after {Bytes} bytes.")]
    private partial void LogDiskIsFull(long bytes);
}
