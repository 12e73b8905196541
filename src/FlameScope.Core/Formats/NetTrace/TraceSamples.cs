namespace FlameScope.Formats.NetTrace;

/// <summary>The samples of a trace, in the order in which they were read; they are never moved as more come.</summary>
internal sealed class TraceSamples
{
    private const int ChunkLength = 1 << 16;

    private readonly List<TraceSample[]> _chunks = [];
    private TraceSample[] _last = [];
    private int _used;

    public int Count => _chunks.Count == 0 ? 0 : ((_chunks.Count - 1) * ChunkLength) + _used;

    /// <summary>Number of pieces that they are in.</summary>
    public int ChunkCount => _chunks.Count;

    public ReadOnlySpan<TraceSample> Chunk(int chunk) => _chunks[chunk].AsSpan(0, chunk == _chunks.Count - 1 ? _used : ChunkLength);

    public void Add(in TraceSample sample)
    {
        if (_used == _last.Length)
        {
            _chunks.Add(_last = new TraceSample[ChunkLength]);
            _used = 0;
        }

        _last[_used++] = sample;
    }
}
