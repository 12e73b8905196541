namespace FlameScope.Formats.NetTrace;

/// <summary>Cuts a trace of version 4 or 5 into its blocks, which are objects of a serializer.</summary>
internal static class ObjectFraming
{
    /// <summary>Length of the object that describes the whole trace, which says no length of its own.</summary>
    private const int TraceLength = 48;

    private const int MaxNameLength = 64;
    private const int MaxBlockLength = 256 * 1024 * 1024;
    private const byte NullReference = 1;
    private const byte EndObject = 6;

    /// <summary>How every object begins: an object, its type, which itself is an object without a type.</summary>
    public static ReadOnlySpan<byte> Beginning => [5, 5, NullReference];

    /// <param name="bytes">The trace from an object's beginning on.</param>
    /// <param name="offset">Where in the file they begin; content is padded to a multiple of four bytes of it.</param>
    /// <param name="block">The block, or as much of it as is known.</param>
    public static Framing Next(ReadOnlySpan<byte> bytes, long offset, out TraceBlock block)
    {
        block = default;
        if (bytes.IsEmpty)
        {
            return Framing.NeedsMore;
        }

        if (bytes[0] == NullReference)
        {
            return Framing.End;
        }

        int known = Math.Min(bytes.Length, Beginning.Length);
        if (!bytes[..known].SequenceEqual(Beginning[..known]))
        {
            return Framing.Damaged;
        }

        TraceCursor cursor = new(bytes);
        cursor.Skip(Beginning.Length + (2 * sizeof(int)));
        int nameLength = cursor.Int32();
        if (cursor.HasFailed)
        {
            return Framing.NeedsMore;
        }

        if (nameLength is <= 0 or > MaxNameLength)
        {
            return Framing.Damaged;
        }

        BlockKind kind = KindOf(cursor.Take(nameLength));
        byte end = cursor.Byte();
        if (cursor.HasFailed)
        {
            return Framing.NeedsMore;
        }

        return end != EndObject ? Framing.Damaged
            : kind == BlockKind.Trace ? Body(bytes, kind, cursor.Position, TraceLength, out block)
            : Sized(bytes, kind, cursor, offset, out block);
    }

    private static BlockKind KindOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Trace"u8) ? BlockKind.Trace
        : name.SequenceEqual("EventBlock"u8) ? BlockKind.Events
        : name.SequenceEqual("MetadataBlock"u8) ? BlockKind.Metadata
        : name.SequenceEqual("StackBlock"u8) ? BlockKind.Stacks
        : name.SequenceEqual("SPBlock"u8) ? BlockKind.SequencePoint
        : BlockKind.Other;

    private static Framing Sized(ReadOnlySpan<byte> bytes, BlockKind kind, TraceCursor cursor, long offset, out TraceBlock block)
    {
        block = default;
        int length = cursor.Int32();
        if (cursor.HasFailed)
        {
            return Framing.NeedsMore;
        }

        return length is < 0 or > MaxBlockLength
            ? Framing.Damaged
            : Body(bytes, kind, cursor.Position + (int)(-(offset + cursor.Position) & 3), length, out block);
    }

    private static Framing Body(ReadOnlySpan<byte> bytes, BlockKind kind, int start, int length, out TraceBlock block)
    {
        block = new TraceBlock(kind, start, length, start + length + 1);
        return bytes.Length < block.Length ? Framing.NeedsMore
            : bytes[block.Length - 1] == EndObject ? Framing.Block
            : Framing.Damaged;
    }

    /// <summary>Where the next object begins.</summary>
    /// <param name="bytes">The trace from some place on.</param>
    /// <param name="isFinal">Whether the trace ends with these bytes.</param>
    /// <param name="next">Where an object begins, or where one may begin once more bytes are there.</param>
    /// <returns>Whether an object begins there.</returns>
    public static bool TryFindNext(ReadOnlySpan<byte> bytes, bool isFinal, out int next)
    {
        for (next = 0; next < bytes.Length; next++)
        {
            int found = bytes[next..].IndexOf(Beginning);
            if (found < 0)
            {
                break;
            }

            next += found;
            bool? isObject = IsObject(bytes[next..]);
            if (isObject == true || (isObject is null && !isFinal))
            {
                return isObject == true;
            }
        }

        next = Math.Max(0, bytes.Length - Beginning.Length + 1);
        return false;
    }

    // Null where there are too few bytes to tell.
    private static bool? IsObject(ReadOnlySpan<byte> bytes)
    {
        TraceCursor cursor = new(bytes);
        cursor.Skip(Beginning.Length + (2 * sizeof(int)));
        int nameLength = cursor.Int32();
        if (cursor.HasFailed)
        {
            return null;
        }

        if (nameLength is <= 0 or > MaxNameLength)
        {
            return false;
        }

        cursor.Skip(nameLength);
        byte end = cursor.Byte();
        return cursor.HasFailed ? null : end == EndObject;
    }
}
