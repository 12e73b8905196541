using System.Buffers.Binary;
using ZstdSharp;

namespace FlameScope.Formats.PerfData;

/// <summary>Reads the records inside compressed ones.</summary>
internal sealed class CompressedRecords(RecordReader reader, LoadContext context)
{
    private ZstdRecords? _zstd;
    private bool _isDamaged;

    /// <summary>Whether the records that are being read are compressed ones.</summary>
    public bool IsInside { get; private set; }

    public bool TryRead(ReadOnlySpan<byte> body, bool hasLength, long offset)
    {
        if (hasLength)
        {
            if (body.Length < sizeof(ulong) || BinaryPrimitives.ReadUInt64LittleEndian(body) is var length && length > (ulong)(body.Length - sizeof(ulong)))
            {
                return false;
            }

            body = body.Slice(sizeof(ulong), (int)BinaryPrimitives.ReadUInt64LittleEndian(body));
        }

        // Compressed records hold no compressed ones.
        if (_isDamaged || IsInside)
        {
            return !IsInside;
        }

        IsInside = true;
        try
        {
            Read(body, offset);
        }
        catch (Exception error) when (error is ZstdException or InvalidDataException)
        {
            _isDamaged = true;
            context.MarkTruncated(new LoadDiagnostic(
                0, offset, HexText.Of(body), $"a zstd stream that goes on ({error.Message.TrimEnd('.')}); compressed records from here on are left out"));
        }
        finally
        {
            IsInside = false;
        }

        return true;
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="offset">Where the input ends.</param>
    public void Complete(long offset)
    {
        if (_zstd is { Content.Length: > 0 } && !_isDamaged && !reader.IsEnded)
        {
            context.MarkTruncated(new LoadDiagnostic(0, offset, HexText.Of(_zstd.Content), "the rest of a compressed record"));
        }

        _zstd?.Dispose();
        _zstd = null;
        _isDamaged = true;
    }

    private void Read(ReadOnlySpan<byte> body, long offset)
    {
        _zstd ??= new ZstdRecords();
        while (_zstd.Decompress(ref body) && !reader.IsEnded)
        {
            // What is inside has no offset of its own in the file: that of the record around it leads there.
            _zstd.Advance(reader.Read(_zstd.Content, offset));
            context.ThrowIfTooLarge(_zstd.Total);
        }
    }
}
