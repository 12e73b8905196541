namespace FlameScope.Formats.Jfr;

/// <summary>Reads a recording chunk by chunk into one buffer, which grows with what is there, not with what a header claims.</summary>
internal sealed class JfrInput(Stream stream)
{
    private const int FirstBuffer = 1024 * 1024;

    private byte[] _buffer = new byte[FirstBuffer];

    /// <summary>Bytes read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>What is in the buffer.</summary>
    public ReadOnlyMemory<byte> Filled => _buffer.AsMemory(0, Count);

    /// <summary>Number of bytes in the buffer.</summary>
    public int Count { get; private set; }

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Count = 0;

    /// <summary>Fills the buffer up to a number of bytes, or to the end of the input.</summary>
    public async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        while (Count < count)
        {
            if (Count == _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(Math.Max(count, FirstBuffer), 2L * _buffer.Length));
            }

            int read = await stream.ReadAsync(_buffer.AsMemory(Count, Math.Min(count, _buffer.Length) - Count), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            Count += read;
            BytesRead += read;
        }
    }

    /// <summary>Reads past bytes that are of no use; what is in the buffer is lost.</summary>
    public async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        Clear();
        while (count > 0)
        {
            int read = await stream.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(count, _buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            count -= read;
            BytesRead += read;
        }
    }
}
