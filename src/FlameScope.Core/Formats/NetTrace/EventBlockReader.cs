using System.Diagnostics.CodeAnalysis;

namespace FlameScope.Formats.NetTrace;

/// <summary>Reads the events of a block, whose headers are plain or hold only what differs from the event before.</summary>
internal ref struct EventBlockReader
{
    private const int CompressedHeaders = 1;
    private const int GuidLength = 16;
    private const int MinHeaderLength = 20;

    private readonly bool _hasThreadIndices;
    private readonly bool _isCompressed;
    private TraceCursor _cursor;
    private EventHeader _header;

    /// <param name="block">The block's body.</param>
    /// <param name="hasThreadIndices">Whether the trace is of version 6, which has labels instead of activity ids and pads nothing.</param>
    public EventBlockReader(ReadOnlySpan<byte> block, bool hasThreadIndices)
    {
        _hasThreadIndices = hasThreadIndices;
        _cursor = new TraceCursor(block);
        int headerLength = _cursor.UInt16();
        _isCompressed = (_cursor.UInt16() & CompressedHeaders) != 0;
        _cursor.Skip(headerLength < MinHeaderLength ? long.MaxValue : headerLength - 4);
    }

    /// <summary>Whether the block goes on with something that is no event.</summary>
    public readonly bool HasFailed => _cursor.HasFailed;

    /// <summary>Number of bytes read up to the last whole event.</summary>
    public int Position { get; private set; }

    /// <summary>The event that was read last.</summary>
    [UnscopedRef]
    public readonly ref readonly EventHeader Header => ref _header;

    /// <summary>Reads the next event.</summary>
    /// <param name="payload">Its payload.</param>
    /// <returns>False at the block's end, or where the rest of the block is no event.</returns>
    public bool TryRead(out ReadOnlySpan<byte> payload)
    {
        Position = _cursor.Position;
        payload = default;
        if (_cursor.IsAtEnd || _cursor.HasFailed)
        {
            return false;
        }

        if (_isCompressed)
        {
            ReadCompressed();
            payload = _cursor.Take(_header.PayloadSize);
        }
        else
        {
            payload = ReadPlain();
        }

        return !_cursor.HasFailed;
    }

    private void ReadCompressed()
    {
        byte flags = _cursor.Byte();
        if ((flags & 1) != 0)
        {
            _header.Metadata = _cursor.Varint32();
        }

        if ((flags & 2) != 0)
        {
            _header.Sequence += _cursor.Varint32();
            _header.CaptureThread = (long)_cursor.Varint();
            _header.Processor = _cursor.Varint32();
        }

        if (_hasThreadIndices || _header.Metadata != 0)
        {
            _header.Sequence++;
        }

        if ((flags & 4) != 0)
        {
            _header.Thread = (long)_cursor.Varint();
        }

        if ((flags & 8) != 0)
        {
            _header.Stack = _cursor.Varint32();
        }

        _header.Ticks += (long)_cursor.Varint();
        if ((flags & 16) != 0)
        {
            ReadLabelsOrActivity();
        }

        if ((flags & 32) != 0 && !_hasThreadIndices)
        {
            _cursor.Skip(GuidLength);
        }

        if ((flags & 128) != 0)
        {
            _header.PayloadSize = _cursor.Varint32();
        }
    }

    private void ReadLabelsOrActivity()
    {
        if (_hasThreadIndices)
        {
            _header.Labels = _cursor.Varint32();
        }
        else
        {
            _cursor.Skip(GuidLength);
        }
    }

    private ReadOnlySpan<byte> ReadPlain()
    {
        uint size = _cursor.UInt32();
        TraceCursor cursor = new(_cursor.Take(size));
        _header.Metadata = cursor.UInt32() & int.MaxValue;
        _header.Sequence = cursor.UInt32();
        _header.Thread = cursor.Int64();
        _header.CaptureThread = cursor.Int64();
        _header.Processor = cursor.UInt32();
        _header.Stack = cursor.UInt32();
        _header.Ticks = cursor.Int64();
        if (_hasThreadIndices)
        {
            _header.Labels = cursor.UInt32();
        }
        else
        {
            cursor.Skip(2 * GuidLength);
        }

        _header.PayloadSize = cursor.UInt32();
        ReadOnlySpan<byte> payload = cursor.Take(_header.PayloadSize);
        if (cursor.HasFailed)
        {
            _cursor.Skip(long.MaxValue);
        }

        // A block begins at a multiple of four bytes.
        if (!_hasThreadIndices && !_cursor.IsAtEnd)
        {
            _cursor.Skip(Math.Min(-_cursor.Position & 3, _cursor.Left));
        }

        return payload;
    }
}
