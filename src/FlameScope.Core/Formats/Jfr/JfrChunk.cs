namespace FlameScope.Formats.Jfr;

/// <summary>One chunk in memory, with its types and constants.</summary>
internal sealed class JfrChunk
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Dictionary<string, JfrPlan> _plans = new(StringComparer.Ordinal);

    private JfrChunk(ReadOnlyMemory<byte> bytes, JfrHeader header, JfrMetadata metadata)
    {
        _bytes = bytes;
        Header = header;
        Metadata = metadata;
        Constants = new JfrConstants(metadata, header.IsCompressed);
    }

    public JfrHeader Header { get; }

    public JfrMetadata Metadata { get; }

    public JfrConstants Constants { get; }

    /// <summary>What is wrong with the constants, where something is: samples are read all the same, and names may be missing.</summary>
    public JfrException? Damage { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <param name="bytes">The chunk, as far as it is there.</param>
    /// <param name="header">Its header.</param>
    /// <exception cref="JfrException">The chunk has no types that can be read.</exception>
    public static JfrChunk Read(ReadOnlyMemory<byte> bytes, JfrHeader header)
    {
        JfrPlaces places = JfrPlaces.Of(bytes.Span, header);
        JfrChunk chunk = new(bytes, header, JfrMetadata.Read(bytes.Span, places.Metadata, header.IsCompressed));
        try
        {
            if (places.Checkpoints is null)
            {
                chunk.Constants.ReadChain(bytes.Span, places.LastCheckpoint);
            }
            else
            {
                int end = bytes.Length;
                for (int i = places.Checkpoints.Count - 1; i >= 0; i--)
                {
                    chunk.Constants.Read(bytes.Span[..end], places.Checkpoints[i]);
                    end = places.Checkpoints[i];
                }
            }
        }
        catch (JfrException error)
        {
            chunk.Damage = error;
        }

        return chunk;
    }

    public JfrCursor CursorAt(int offset) => new(_bytes.Span, offset, Header.IsCompressed);

    /// <summary>Reads a constant.</summary>
    /// <param name="type">The name of its type.</param>
    /// <param name="id">Its number.</param>
    /// <param name="slots">Its fields, in the order of the names.</param>
    /// <param name="wanted">The names of the fields, always the same for a type.</param>
    /// <returns>Whether the chunk has it.</returns>
    /// <exception cref="JfrException">The constant is damaged.</exception>
    public bool TryRead(string type, long id, Span<long> slots, params ReadOnlySpan<string> wanted)
    {
        int place = Constants.PlaceOf(type, id);
        if (place < 0)
        {
            return false;
        }

        JfrCursor cursor = CursorAt(place);
        PlanOf(type, wanted).Read(ref cursor, slots);
        return true;
    }

    /// <summary>The plan that reads a type of a name.</summary>
    public JfrPlan PlanOf(string type, params ReadOnlySpan<string> wanted)
    {
        if (!_plans.TryGetValue(type, out JfrPlan? plan))
        {
            plan = new JfrPlan(Metadata.Find(type), wanted);
            _plans.Add(type, plan);
        }

        return plan;
    }

    /// <summary>The text at a place of the chunk, or the constant that it refers to; empty at 0.</summary>
    /// <exception cref="JfrException">The text is damaged.</exception>
    public byte[] TextAt(long place)
    {
        if (place <= 0)
        {
            return [];
        }

        JfrCursor cursor = CursorAt((int)place);
        byte[] text = cursor.ReadText(out long reference);
        if (reference == 0 || Constants.PlaceOf("java.lang.String", reference) is not (> 0 and var elsewhere))
        {
            return text;
        }

        // A constant is never a reference again.
        JfrCursor constant = CursorAt(elsewhere);
        return constant.ReadText(out _);
    }
}
