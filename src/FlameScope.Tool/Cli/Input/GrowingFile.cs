using System.Buffers.Binary;

namespace FlameScope.Tool.Cli;

/// <summary>A file that another process writes: its end is not the end, unless another file has taken its place, or it has become shorter.</summary>
internal sealed class GrowingFile : Stream
{
    private const int HeadLength = 4096;

    // perf.data: a magic number, the size of the header, and in a file of its own the size of the records, which is written last.
    private const ulong PipeHeaderSize = 16;
    private const int RecordsSize = 48;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly byte[] _head = new byte[HeadLength];
    private int _headLength;
    private long _position;

    private GrowingFile(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Whether the end of the stream is that of a file whose place was taken.</summary>
    public bool IsReplaced { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    /// <exception cref="InputException">There is no such file, or it is one that cannot be read while it grows.</exception>
    public static GrowingFile Open(string path)
    {
        try
        {
            FileStream file = OpenFile(path);
            try
            {
                ThrowIfUnfinished(path, file);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            return new GrowingFile(path, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"cannot read '{path}': {error switch { FileNotFoundException => "there is no such file.", _ when Directory.Exists(path) => "it is a folder.", _ => error.Message }}", error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            int read = await RandomAccess.ReadAsync(_file.SafeFileHandle, buffer, _position, cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                Keep(buffer.Span[..read]);
                _position += read;
                return read;
            }

            if (WasReplaced())
            {
                IsReplaced = true;
                return 0;
            }

            await Task.Delay(Patience, cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Min(bytes.Length, _head.Length - _headLength);
        if (_position == _headLength && count > 0)
        {
            bytes[..count].CopyTo(_head.AsSpan(_headLength));
            _headLength += count;
        }
    }

    // A file that is gone may come back; one that begins otherwise is another.
    private bool WasReplaced()
    {
        try
        {
            using FileStream now = OpenFile(_path);
            Span<byte> head = stackalloc byte[HeadLength];
            int count = RandomAccess.Read(now.SafeFileHandle, head[.._headLength], 0);
            return now.Length > 0 && (now.Length < _position || !head[..count].SequenceEqual(_head.AsSpan(0, _headLength)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void ThrowIfUnfinished(string path, FileStream file)
    {
        Span<byte> head = stackalloc byte[RecordsSize + sizeof(ulong)];
        int count = RandomAccess.Read(file.SafeFileHandle, head, 0);
        if (count == head.Length && head.StartsWith("PERFILE2"u8)
            && BinaryPrimitives.ReadUInt64LittleEndian(head[8..]) != PipeHeaderSize
            && BinaryPrimitives.ReadUInt64LittleEndian(head[RecordsSize..]) == 0)
        {
            throw new InputException(
                $"'{path}' is a perf.data file that perf record -o FILE is still writing, or that was killed: the sizes in it are written last, so it cannot be read while it grows. "
                + "Let perf write the form for pipes, which can: perf record --no-buffering -o - … > FILE");
        }
    }
}
