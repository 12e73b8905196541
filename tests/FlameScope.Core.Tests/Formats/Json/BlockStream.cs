namespace FlameScope.Core.Tests.Formats.Json;

/// <summary>A stream that cannot seek and gives blocks of certain sizes, again and again.</summary>
internal sealed class BlockStream(byte[] content, int[] sizes) : Stream
{
    private int _offset;
    private int _reads;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _offset;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int size = Math.Min(Math.Min(count, sizes[_reads++ % sizes.Length]), content.Length - _offset);
        content.AsSpan(_offset, size).CopyTo(buffer.AsSpan(offset));
        _offset += size;
        return size;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
