namespace FlameScope.Formats.Jfr;

/// <summary>Walks the events of a chunk by their sizes.</summary>
internal ref struct JfrEvents(ReadOnlySpan<byte> chunk, bool isCompressed)
{
    private const int MaxHeadLength = 18;

    private readonly ReadOnlySpan<byte> _chunk = chunk;
    private int _next = JfrHeader.Length;

    /// <summary>Offset of the event.</summary>
    public int Start { get; private set; }

    /// <summary>Offset of its first field.</summary>
    public int Fields { get; private set; }

    /// <summary>Number of its type.</summary>
    public long Type { get; private set; }

    /// <summary>What is wrong where the walk ended before the chunk did; <see langword="null"/> where nothing is.</summary>
    public string? Damage { get; private set; }

    /// <summary>Where the walk is.</summary>
    public readonly int Position => _next;

    public bool MoveNext()
    {
        Start = _next;
        int left = _chunk.Length - _next;
        if (left <= 0 || Damage is not null)
        {
            return false;
        }

        try
        {
            JfrCursor cursor = new(_chunk, _next, isCompressed);
            int size = cursor.ReadInt();
            if (size <= cursor.Position - _next || size > left)
            {
                Damage = FormattableString.Invariant($"an event of 2 to {left} bytes, not of {size}");
                return false;
            }

            Type = cursor.ReadLong();
            Fields = cursor.Position;
            _next += size;
            return true;
        }
        catch (JfrException) when (left < MaxHeadLength)
        {
            Damage = "an event's size and type";
            return false;
        }
    }
}
