namespace FlameScope.Loading;

/// <summary>
/// Appends one small gzip member to a gzip stream. Members may follow each other, so a whole stream decompresses to its own
/// text and then the mark's; a stream that was cut takes the mark for the rest of its own data and gives anything else.
/// </summary>
/// <remarks>Needed because <see cref="System.IO.Compression.GZipStream"/> ends a cut stream as if it were whole.</remarks>
internal sealed class GzipEndMark : Stream
{
    // A stored block (RFC 1951, 3.2.4) in a member of its own (RFC 1952): header, length, complement, text, CRC-32, length.
    private static readonly byte[] Member =
    [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xff,
        0x01, 0x10, 0x00, 0xef, 0xff,
        .. "flamescope:ended"u8,
        0xe9, 0xbe, 0x09, 0xf0, 0x10, 0x00, 0x00, 0x00,
    ];

    private readonly Stream _compressed;
    private int _given;

    public GzipEndMark(Stream compressed) => _compressed = compressed;

    /// <summary>The text that the mark decompresses to.</summary>
    public static ReadOnlySpan<byte> Text => "flamescope:ended"u8;

    /// <summary>Whether the stream itself has ended: what is decompressed from now on is not of it.</summary>
    public bool IsGiven { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) =>
        _compressed.Read(buffer) is var count and > 0 ? count : GiveMark(buffer);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await _compressed.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0
            ? count
            : GiveMark(buffer.Span);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int GiveMark(Span<byte> buffer)
    {
        IsGiven = true;
        ReadOnlySpan<byte> rest = Member.AsSpan(_given);
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _given += count;
        return count;
    }
}
