using System.Buffers;
using ZstdSharp;

namespace FlameScope.Formats.PerfData;

/// <summary>
/// Decompresses what <c>perf record -z</c> wrote: one zstd stream through all compressed records of a file, flushed at each of them
/// and never ended. A record may begin in one of them and end in the next.
/// </summary>
internal sealed class ZstdRecords : IDisposable
{
    private const int MinSpace = 128 * 1024;

    private readonly Decompressor _decompressor = new();
    private byte[] _buffer = new byte[2 * MinSpace];
    private int _filled;

    /// <summary>What came out and was not passed yet; valid until the next bytes are decompressed.</summary>
    public ReadOnlySpan<byte> Content => _buffer.AsSpan(0, _filled);

    /// <summary>How many bytes came out so far.</summary>
    public long Total { get; private set; }

    /// <summary>Drops what was passed.</summary>
    public void Advance(int count)
    {
        Content[count..].CopyTo(_buffer);
        _filled -= count;
    }

    /// <summary>Decompresses the next bytes of the stream, as far as they fit.</summary>
    /// <param name="compressed">The bytes; those that were taken are dropped.</param>
    /// <returns>Whether anything came out or was taken.</returns>
    /// <exception cref="ZstdException">The stream is damaged.</exception>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public bool Decompress(ref ReadOnlySpan<byte> compressed)
    {
        if (_buffer.Length - _filled < MinSpace)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        OperationStatus status = _decompressor.UnwrapStream(compressed, _buffer.AsSpan(_filled), out int consumed, out int written);
        if (status == OperationStatus.InvalidData)
        {
            throw new InvalidDataException("The zstd stream is damaged.");
        }

        compressed = compressed[consumed..];
        _filled += written;
        Total += written;
        return consumed > 0 || written > 0;
    }

    public void Dispose() => _decompressor.Dispose();
}
