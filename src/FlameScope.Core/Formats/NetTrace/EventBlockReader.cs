using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.NetTrace;

/// <summary>Reads the events of a block, whose headers are plain or hold only what differs from the event before.</summary>
internal ref struct EventBlockReader
{
    private const int CompressedHeaders = 1;
    private const int GuidLength = 16;
    private const int MinHeaderLength = 20;

    // Flags, eight numbers of ten bytes at most, and two ids.
    private const int MaxCompressedLength = 1 + (8 * 10) + (2 * GuidLength);

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
        ReadOnlySpan<byte> bytes = _cursor.Rest;
        bool hasFailed = false;
        int length = bytes.Length >= MaxCompressedLength ? ReadCompressed(bytes, ref hasFailed) : ReadLastCompressed(bytes, ref hasFailed);
        _cursor.Skip(hasFailed ? long.MaxValue : length);
    }

    private int ReadLastCompressed(ReadOnlySpan<byte> bytes, ref bool hasFailed)
    {
        Span<byte> padded = stackalloc byte[MaxCompressedLength];
        bytes.CopyTo(padded);
        return ReadCompressed(padded, ref hasFailed);
    }

    // Of bytes that are as many as a header may have, at least.
    private int ReadCompressed(scoped ReadOnlySpan<byte> bytes, ref bool hasFailed)
    {
        byte flags = bytes[0];
        int position = 1;
        if ((flags & 1) != 0)
        {
            _header.Metadata = Varint32(bytes, ref position, ref hasFailed);
        }

        if ((flags & 2) != 0)
        {
            _header.Sequence += Varint32(bytes, ref position, ref hasFailed);
            _header.CaptureThread = (long)TraceCursor.Varint(bytes, ref position, ref hasFailed);
            _header.Processor = Varint32(bytes, ref position, ref hasFailed);
        }

        if (_hasThreadIndices || _header.Metadata != 0)
        {
            _header.Sequence++;
        }

        if ((flags & 4) != 0)
        {
            _header.Thread = (long)TraceCursor.Varint(bytes, ref position, ref hasFailed);
        }

        if ((flags & 8) != 0)
        {
            _header.Stack = Varint32(bytes, ref position, ref hasFailed);
        }

        _header.Ticks += (long)TraceCursor.Varint(bytes, ref position, ref hasFailed);
        if ((flags & 16) != 0)
        {
            if (_hasThreadIndices)
            {
                _header.Labels = Varint32(bytes, ref position, ref hasFailed);
            }
            else
            {
                position += GuidLength;
            }
        }

        if ((flags & 32) != 0 && !_hasThreadIndices)
        {
            position += GuidLength;
        }

        if ((flags & 128) != 0)
        {
            _header.PayloadSize = Varint32(bytes, ref position, ref hasFailed);
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Varint32(ReadOnlySpan<byte> bytes, ref int position, ref bool hasFailed)
    {
        ulong value = TraceCursor.Varint(bytes, ref position, ref hasFailed);
        hasFailed |= value > uint.MaxValue;
        return (uint)value;
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
