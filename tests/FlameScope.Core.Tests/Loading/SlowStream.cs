namespace FlameScope.Core.Tests.Loading;

/// <summary>A stream that gives a few bytes at a time, cannot seek, and notes whether it was closed.</summary>
internal sealed class SlowStream : MemoryStream
{
    private readonly int _size;

    public SlowStream(byte[] content, int size)
        : base(content) => _size = size;

    public bool IsClosed { get; private set; }

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(_size, buffer.Length)]);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(base.Read(buffer.Span[..Math.Min(_size, buffer.Length)]));
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
