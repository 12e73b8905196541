namespace FlameScope.Formats.Jfr;

/// <summary>Where a chunk has its types and constants: where its header says, or, if the chunk is cut, wherever they are found.</summary>
/// <param name="Metadata">Offset of the metadata event.</param>
/// <param name="LastCheckpoint">Offset of the checkpoint that leads to all others.</param>
/// <param name="Checkpoints">Offsets of all that are there, in order, where none leads to the others.</param>
internal readonly record struct JfrPlaces(int Metadata, int LastCheckpoint, List<int>? Checkpoints)
{
    /// <exception cref="JfrException">The chunk has no metadata.</exception>
    public static JfrPlaces Of(ReadOnlySpan<byte> chunk, JfrHeader header) =>
        IsThere(header.Metadata, chunk) && IsThere(header.ConstantPool, chunk)
            ? new JfrPlaces((int)header.Metadata, (int)header.ConstantPool, null)
            : Find(chunk, header.IsCompressed);

    private static bool IsThere(long offset, ReadOnlySpan<byte> chunk) => offset >= JfrHeader.Length && offset < chunk.Length;

    private static JfrPlaces Find(ReadOnlySpan<byte> chunk, bool isCompressed)
    {
        int metadata = 0;
        List<int> checkpoints = [];
        JfrEvents events = new(chunk, isCompressed);
        while (events.MoveNext())
        {
            if (events.Type == 0)
            {
                metadata = events.Start;
            }
            else if (events.Type == 1)
            {
                checkpoints.Add(events.Start);
            }
        }

        return metadata > 0
            ? new JfrPlaces(metadata, 0, checkpoints)
            : throw new JfrException("the types of the chunk's events, which its recorder writes last; samples before them cannot be read", chunk.Length);
    }
}
