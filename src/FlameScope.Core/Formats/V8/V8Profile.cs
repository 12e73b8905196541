using FlameScope.Columns;

namespace FlameScope.Formats.V8;

/// <summary>One recording of V8's profiler on one thread, as far as the input holds it.</summary>
internal sealed class V8Profile
{
    /// <summary>Decimals that turn V8's microseconds into nanoseconds.</summary>
    public const int TimeDecimals = 3;

    private const long EarliestTime = long.MinValue / 2;
    private const long LatestTime = long.MaxValue / 2;

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

    /// <summary>For each sample, the nanoseconds since the one before; may be negative. <see cref="TakeTimes"/> takes them away.</summary>
    public ReadOnlySpan<long> Deltas => _deltas.Values;

    /// <summary>Whether nothing was read of it.</summary>
    public bool IsEmpty => Nodes.Count == 0 && _samples.Count == 0 && _deltas.Count == 0 && _timestamps.Count == 0 && Start is null && End is null;

    /// <summary>About how many bytes the recording takes.</summary>
    public long EstimatedBytes => Nodes.EstimatedBytes + ((long)_samples.Count * sizeof(int)) + (((long)_deltas.Count + _timestamps.Count) * sizeof(long));

    /// <summary>Adds ids of leaves; what can be none becomes -1.</summary>
    public void AddSamples(ReadOnlySpan<long> leaves)
    {
        Span<int> added = _samples.Extend(leaves.Length);
        for (int i = 0; i < leaves.Length; i++)
        {
            added[i] = leaves[i] is >= 0 and <= int.MaxValue ? (int)leaves[i] : -1;
        }
    }

    /// <summary>Adds times, or times since the sample before, in nanoseconds.</summary>
    public void AddTimes(ReadOnlySpan<long> nanoseconds, bool areDeltas)
    {
        // Mostly there are as many as samples, which are known by then.
        ref Column<long> column = ref areDeltas ? ref _deltas : ref _timestamps;
        if (column.Count == 0 && _samples.Count > nanoseconds.Length)
        {
            column.Reserve(_samples.Count);
        }

        column.AddRange(nanoseconds);
    }

    /// <summary>Takes the times of samples out, in nanoseconds: those that old files have, or else the deltas, added up.</summary>
    public long[] TakeTimes()
    {
        if (_timestamps.Count > 0)
        {
            return _timestamps.Take();
        }

        _deltas.Truncate(Math.Min(_samples.Count, _deltas.Count));
        long[] times = _deltas.Take();
        long time = Start ?? 0;
        foreach (ref long delta in times.AsSpan())
        {
            // Of times that are beyond all clocks, nothing can be told; no sum may wrap round.
            long sum = unchecked(time + delta);
            bool wraps = ((time ^ sum) & (delta ^ sum)) < 0;
            time = wraps ? (delta < 0 ? EarliestTime : LatestTime) : Math.Clamp(sum, EarliestTime, LatestTime);
            delta = time;
        }

        return times;
    }

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
