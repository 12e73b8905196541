using System.Runtime.InteropServices;

namespace FlameScope.Formats.NetTrace;

/// <summary>The threads of a trace: by the system's id, or by an index that version 6 gives each.</summary>
internal sealed class TraceThreads
{
    private const int CacheLength = 1024;

    private readonly Dictionary<long, int> _rows = [];
    private readonly (long Key, int RowPlusOne)[] _cache = new (long, int)[CacheLength];
    private readonly List<TraceThread> _threads = [];

    public int Count => _threads.Count;

    public long EstimatedBytes => _threads.Count * 160L;

    public TraceThread this[int row] => _threads[row];

    public ReadOnlySpan<TraceThread> All => CollectionsMarshal.AsSpan(_threads);

    /// <summary>The row of a thread; a new one for a thread that was not seen before.</summary>
    /// <param name="key">The system's id, or the trace's index.</param>
    public int RowOf(long key)
    {
        (long Key, int RowPlusOne) cached = _cache[(int)key & (CacheLength - 1)];
        return cached.Key == key && cached.RowPlusOne > 0 ? cached.RowPlusOne - 1 : LookUp(key);
    }

    /// <summary>Describes the thread of an index, which may have been another thread's before.</summary>
    public void Describe(long index, TraceThread thread)
    {
        _cache[(int)index & (CacheLength - 1)] = default;
        if (_rows.TryGetValue(index, out int row) && _threads[row].IsSame(thread))
        {
            return;
        }

        Add(index, thread);
    }

    /// <summary>A thread had tried to write so many events at a sequence point.</summary>
    /// <returns>How many of them were lost.</returns>
    public long CatchUp(long key, uint sequence)
    {
        TraceThread thread = _threads[RowOf(key)];
        int gap = unchecked((int)(sequence - thread.LastSequence));
        if (gap <= 0)
        {
            return 0;
        }

        thread.LastSequence = sequence;
        return gap;
    }

    /// <summary>Forgets which index is which thread.</summary>
    public void ForgetIndices()
    {
        _rows.Clear();
        Array.Clear(_cache);
    }

    /// <summary>A thread has ended.</summary>
    public void Remove(long key)
    {
        _rows.Remove(key);
        _cache[(int)key & (CacheLength - 1)] = default;
    }

    private int LookUp(long key)
    {
        if (!_rows.TryGetValue(key, out int row))
        {
            row = Add(key, new TraceThread { Id = key });
        }

        _cache[(int)key & (CacheLength - 1)] = (key, row + 1);
        return row;
    }

    private int Add(long key, TraceThread thread)
    {
        _threads.Add(thread);
        _rows[key] = _threads.Count - 1;
        return _threads.Count - 1;
    }
}

/// <summary>One thread of a trace.</summary>
internal sealed class TraceThread
{
    /// <summary>The system's id.</summary>
    public required long Id { get; init; }

    /// <summary>The process, where the trace names it thread by thread.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Its name in UTF-8; empty where the trace has none.</summary>
    public byte[] Name { get; init; } = [];

    /// <summary>The number of its last event.</summary>
    public uint LastSequence { get; set; }

    /// <summary>Whether it has suspended the runtime for the sample profiler.</summary>
    public bool IsSampling { get; set; }

    /// <summary>Whether it makes the recording: what it does says nothing of the program.</summary>
    public bool IsOfRecorder { get; set; }

    /// <summary>The row of its process; -1 until it is asked for.</summary>
    public int ProcessRow { get; set; } = -1;

    /// <summary>Its row in the store; -1 until it has samples.</summary>
    public int StoreRow { get; set; } = -1;

    /// <summary>An event of its own was read.</summary>
    /// <returns>How many of its events before it were lost.</returns>
    public long CountEvent(uint sequence)
    {
        int gap = unchecked((int)(sequence - LastSequence) - 1);
        LastSequence = sequence;

        // A number that goes back is that of a new thread with an old id.
        return Math.Max(gap, 0);
    }

    public bool IsSame(TraceThread other) => Id == other.Id && ProcessId == other.ProcessId && Name.AsSpan().SequenceEqual(other.Name);
}
