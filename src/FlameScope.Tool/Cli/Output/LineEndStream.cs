namespace FlameScope.Tool.Cli;

/// <summary>Standard output that knows whether its last line has ended: a prompt never follows a view on the same line.</summary>
internal sealed class LineEndStream(Stream output) : Stream
{
    private byte _last = (byte)'\n';

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Ends the last line where the view did not.</summary>
    public void EndLine()
    {
        if (_last != (byte)'\n')
        {
            Write("\n"u8);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        _last = buffer.IsEmpty ? _last : buffer[^1];
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
