using Microsoft.Win32.SafeHandles;

namespace FlameScope.Symbols.Files;

/// <summary>A file with symbols, read at random and never beyond its end.</summary>
/// <remarks>
/// It is read, not mapped: a mapped file that somebody cuts short takes the whole process with it, and the tables that are wanted are
/// a small part of the file.
/// </remarks>
internal sealed class SymbolFile : IDisposable
{
    private readonly SafeFileHandle? _handle;
    private readonly ReadOnlyMemory<byte> _content;

    private SymbolFile(string path, SafeFileHandle? handle, ReadOnlyMemory<byte> content, long length)
    {
        Path = path;
        _handle = handle;
        _content = content;
        Length = (ulong)length;
    }

    /// <summary>Where it lies, for people.</summary>
    public string Path { get; }

    public ulong Length { get; }

    /// <summary>A file that is in memory already.</summary>
    public static SymbolFile Of(ReadOnlyMemory<byte> content, string path) => new(path, null, content, content.Length);

    /// <summary>Opens a plain file; <see langword="null"/> where there is none that may be read.</summary>
    public static SymbolFile? TryOpen(string path)
    {
        if (!IsPlain(path))
        {
            return null;
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            SymbolFile file = new(path, handle, default, RandomAccess.GetLength(handle));
            handle = null;
            return file;
        }
        catch (Exception error) when (IsRefused(error))
        {
            return null;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Whether a path is a file with content. Pipes and devices have no length; opening one might wait for ever.</summary>
    public static bool IsPlain(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length > 0 && (file.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0;
        }
        catch (Exception error) when (IsRefused(error))
        {
            return false;
        }
    }

    /// <summary>Whether an error only says that a file cannot be had.</summary>
    public static bool IsRefused(Exception error) =>
        error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    /// <summary>Fills a buffer from an offset; false where the file ends before, or cannot be read.</summary>
    public bool TryRead(ulong offset, Span<byte> destination) => Read(offset, destination) == destination.Length;

    /// <summary>Reads as much of a buffer as there is from an offset.</summary>
    public int Read(ulong offset, Span<byte> destination)
    {
        if (offset >= Length)
        {
            return 0;
        }

        if (_handle is null)
        {
            ReadOnlySpan<byte> rest = _content.Span[(int)offset..];
            rest = rest[..Math.Min(rest.Length, destination.Length)];
            rest.CopyTo(destination);
            return rest.Length;
        }

        int read = 0;
        try
        {
            while (read < destination.Length && RandomAccess.Read(_handle, destination[read..], (long)offset + read) is var count and > 0)
            {
                read += count;
            }
        }
        catch (Exception error) when (IsRefused(error))
        {
            // What was read before counts.
        }

        return read;
    }

    /// <summary>A piece of the file, cut at its end; empty where it begins beyond, or is longer than allowed.</summary>
    public byte[] ReadPiece(ulong offset, ulong length, int maxLength)
    {
        if (offset >= Length)
        {
            return [];
        }

        length = Math.Min(length, Length - offset);
        if (length > (ulong)maxLength)
        {
            return [];
        }

        byte[] piece = new byte[(int)length];
        int read = Read(offset, piece);
        return read == piece.Length ? piece : piece[..read];
    }

    public void Dispose() => _handle?.Dispose();
}
