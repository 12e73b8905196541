using FlameScope.Columns;

namespace FlameScope.Formats.V8;

/// <summary>One recording of V8's profiler on one thread, as far as the input holds it.</summary>
internal sealed class V8Profile
{
    /// <summary>Decimals that turn V8's microseconds into nanoseconds.</summary>
    public const int TimeDecimals = 3;

    private readonly List<Chunk> _chunks = [];
    private Column<int> _samples = new();
    private Column<long> _deltas = new();
    private Column<long> _timestamps = new();

    /// <summary>The call tree.</summary>
    public V8Nodes Nodes { get; } = new();

    /// <summary>When it began, in nanoseconds.</summary>
    public long? Start { get; set; }

    /// <summary>When it ended, in nanoseconds.</summary>
    public long? End { get; set; }

    /// <summary>What the recording is called.</summary>
    public StringId Title { get; set; }

    /// <summary>For each sample, the id of its leaf.</summary>
    public ReadOnlySpan<int> Samples => _samples.Values;

    /// <summary>For each sample, the nanoseconds since the one before; may be negative.</summary>
    public ReadOnlySpan<long> Deltas => _deltas.Values;

    /// <summary>For each sample, its time in nanoseconds; only in old files.</summary>
    public ReadOnlySpan<long> Timestamps => _timestamps.Values;

    /// <summary>Whether nothing was read of it.</summary>
    public bool IsEmpty => Nodes.Count == 0 && _samples.Count == 0 && _deltas.Count == 0 && _timestamps.Count == 0 && Start is null && End is null;

    /// <summary>About how many bytes the recording takes.</summary>
    public long EstimatedBytes => Nodes.EstimatedBytes + ((long)_samples.Count * sizeof(int)) + (((long)_deltas.Count + _timestamps.Count) * sizeof(long));

    public void AddSample(int leaf) => _samples.Add(leaf);

    public void AddDelta(long nanoseconds) => _deltas.Add(nanoseconds);

    public void AddTimestamp(long nanoseconds) => _timestamps.Add(nanoseconds);

    /// <summary>Adds a piece of the recording that was read apart.</summary>
    /// <param name="chunk">The piece.</param>
    /// <param name="time">When it was written, which is what tells the order of pieces.</param>
    public void Append(V8Profile chunk, long time)
    {
        Nodes.Append(chunk.Nodes);
        End = chunk.End ?? End;
        int count = Math.Min(chunk._samples.Count, chunk._deltas.Count);
        Unpaired += chunk._samples.Count - count;
        if (count > 0)
        {
            _chunks.Add(new Chunk(time, _samples.Count, count));
            _samples.AddRange(chunk.Samples[..count]);
            _deltas.AddRange(chunk.Deltas[..count]);
        }
    }

    /// <summary>Samples of pieces that had too few times.</summary>
    public int Unpaired { get; private set; }

    /// <summary>Puts samples into the order in which their pieces were written, which is what deltas add up in.</summary>
    public void SortChunks()
    {
        bool isSorted = true;
        for (int i = 1; i < _chunks.Count; i++)
        {
            isSorted &= _chunks[i].Time >= _chunks[i - 1].Time;
        }

        // Without the event that begins the recording, all that is known is when the first piece was written.
        if (Start is null && _chunks.Count > 0)
        {
            Chunk first = _chunks.MinBy(chunk => chunk.Time);
            long span = 0;
            foreach (long delta in Deltas.Slice(first.First, first.Count))
            {
                span += delta;
            }

            Start = first.Time - span;
        }

        if (isSorted)
        {
            return;
        }

        Column<int> samples = new();
        Column<long> deltas = new();
        foreach (Chunk chunk in _chunks.OrderBy(chunk => chunk.Time))
        {
            samples.AddRange(Samples.Slice(chunk.First, chunk.Count));
            deltas.AddRange(Deltas.Slice(chunk.First, chunk.Count));
        }

        (_samples, _deltas) = (samples, deltas);
    }

    public void Clear()
    {
        Nodes.Clear();
        _chunks.Clear();
        _samples.Clear();
        _deltas.Clear();
        _timestamps.Clear();
        (Start, End, Title, Unpaired) = (null, null, StringId.Empty, 0);
    }

    private readonly record struct Chunk(long Time, int First, int Count);
}
