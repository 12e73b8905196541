namespace FlameScope.Core.Tests.Loading;

/// <summary>A stream that gives a head, then one piece of text over and over, and keeps none of it.</summary>
internal sealed class RepeatedStream : Stream
{
    private readonly byte[] _head;
    private readonly byte[] _piece;
    private readonly long _length;
    private long _position;

    public RepeatedStream(byte[] head, byte[] piece, long length)
    {
        _head = head;
        _piece = piece;
        _length = length;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ReadOnlySpan<byte> source = _position < _head.Length
            ? _head.AsSpan((int)_position)
            : _piece.AsSpan((int)((_position - _head.Length) % _piece.Length));
        int read = (int)Math.Min(Math.Min(source.Length, count), _length - _position);
        source[..read].CopyTo(buffer.AsSpan(offset));
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
