namespace FlameScope.Formats.Jfr;

/// <summary>Where the constants of a chunk are: those that samples need, by type and number.</summary>
internal sealed class JfrConstants(JfrMetadata metadata, bool isCompressed)
{
    private static readonly HashSet<string> Needed =
    [
        "java.lang.Thread", "java.lang.Class", "java.lang.String",
        "jdk.types.StackTrace", "jdk.types.Method", "jdk.types.Symbol", "jdk.types.FrameType", "jdk.types.ThreadState",
        "jdk.types.GCName", "jdk.types.GCCause",
    ];

    private readonly Dictionary<string, Dictionary<long, int>> _places = new(StringComparer.Ordinal);

    /// <summary>The offset of a constant; -1 where the chunk does not have it.</summary>
    public int PlaceOf(string type, long id) => _places.TryGetValue(type, out Dictionary<long, int>? pool) && pool.TryGetValue(id, out int place) ? place : -1;

    /// <summary>Follows the checkpoints backwards from the last one.</summary>
    /// <exception cref="JfrException">A checkpoint is damaged; what was found before stays.</exception>
    public void ReadChain(ReadOnlySpan<byte> chunk, int last)
    {
        // None reaches into the one after it, so that all of them together take no longer than the chunk is long.
        int end = chunk.Length;
        for (int offset = last, delta = -1; delta < 0 && offset >= JfrHeader.Length; offset += delta)
        {
            delta = (int)Math.Clamp(Read(chunk[..end], offset), int.MinValue / 2, 0);
            end = offset;
        }
    }

    /// <summary>Reads one checkpoint. Those that come later in a chunk must be read first: their constants win.</summary>
    /// <returns>Bytes from this checkpoint to the one before it, negative; 0 for the first.</returns>
    /// <exception cref="JfrException">There is no checkpoint at this place, or it is damaged.</exception>
    public long Read(ReadOnlySpan<byte> chunk, int offset)
    {
        JfrCursor cursor = new(chunk, offset, isCompressed);
        cursor.ReadInt();
        if (cursor.ReadLong() != 1)
        {
            throw new JfrException("a checkpoint event", offset);
        }

        cursor.ReadLong();
        cursor.ReadLong();
        long delta = cursor.ReadLong();
        cursor.ReadByte();
        for (int pools = cursor.ReadCount(); pools > 0; pools--)
        {
            ReadPool(ref cursor);
        }

        return delta;
    }

    private void ReadPool(ref JfrCursor cursor)
    {
        int start = cursor.Position;
        long id = cursor.ReadLong();
        int count = cursor.ReadCount();
        JfrType? type = metadata[id];
        if (type is null && count > 0)
        {
            throw new JfrException(FormattableString.Invariant($"constants of a type that the chunk describes, not {id}"), start);
        }

        Dictionary<long, int>? places = null;
        if (type is not null && Needed.Contains(type.Name) && !_places.TryGetValue(type.Name, out places))
        {
            places = [];
            _places.Add(type.Name, places);
        }

        for (; count > 0; count--)
        {
            long number = cursor.ReadLong();
            places?.TryAdd(number, cursor.Position);
            JfrPlan.Skip(ref cursor, type);
        }
    }
}
