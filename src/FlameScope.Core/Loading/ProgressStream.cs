namespace FlameScope.Loading;

/// <summary>Passes reads on to a stream that someone else owns, and tells how far it is.</summary>
internal sealed class ProgressStream : Stream
{
    private const long Step = 4 * 1024 * 1024;

    private readonly Stream _inner;
    private readonly IProgress<LoadProgress>? _progress;
    private readonly long? _total;
    private long _read;
    private long _reported;

    public ProgressStream(Stream inner, IProgress<LoadProgress>? progress)
    {
        _inner = inner;
        _progress = progress;
        _total = inner.CanSeek ? inner.Length - inner.Position : null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public void ReportEnd() => _progress?.Report(new LoadProgress(_read, _total));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Count(_inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int bytes)
    {
        _read += bytes;
        if (_read - _reported >= Step)
        {
            _reported = _read;
            _progress?.Report(new LoadProgress(_read, _total));
        }

        return bytes;
    }
}
