using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>The samples of a recording in the order of the file, their call chains interned but not resolved.</summary>
internal sealed class SampleLog
{
    private const int BytesPerSample = 32;

    private readonly Dictionary<ulong, int> _threadRows = [];
    private readonly RecentChains _recentChains;
    private readonly DeferredChains _deferred = new();
    private Column<long> _times = new();
    private Column<int> _threads = new();
    private Column<int> _chains = new();
    private Column<short> _cpus = new();
    private Column<ushort> _events = new();
    private Column<long> _periods = new();
    private Column<ulong> _cgroups = new();
    private Column<int> _numbers = new();
    private Column<ulong> _threadKeys = new();
    private Column<int> _threadRoots = new();
    private ulong[] _scratch = new ulong[256];
    private ulong _lastThread;
    private int _lastRow = -1;
    private long _firstPeriod;
    private long _latest = long.MinValue;
    private long _latestOfRound = long.MinValue;
    private bool _isPlayedInParts;

    public SampleLog() => _recentChains = new RecentChains(Chains);

    public ChainTrie Chains { get; } = new();

    public int Count => _times.Count;

    /// <summary>Number of samples in the recording so far, those included that were played and dropped.</summary>
    public int Total { get; private set; }

    /// <summary>Whether chains wait for a part that may still come.</summary>
    public bool HasDeferred => _deferred.EstimatedBytes > 0;

    public ReadOnlySpan<long> Times => _times.Values;

    /// <summary>Which of <see cref="ThreadOf"/> each sample is of.</summary>
    public ReadOnlySpan<int> Threads => _threads.Values;

    /// <summary>The node of <see cref="Chains"/> that each sample's chain ends at.</summary>
    public ReadOnlySpan<int> ChainNodes => _chains.Values;

    public ReadOnlySpan<short> Cpus => _cpus.Values;

    public ReadOnlySpan<ushort> Events => _events.Values;

    /// <summary>The control group of each sample; empty where none has one.</summary>
    public ReadOnlySpan<ulong> Cgroups => _cgroups.Values;

    public int ThreadCount => _threadKeys.Count;

    public long EstimatedBytes => ((long)Count * BytesPerSample) + Chains.EstimatedBytes + _deferred.EstimatedBytes;

    public (int Pid, int Tid) ThreadOf(int row) => ((int)(_threadKeys[row] >> 32), (int)_threadKeys[row]);

    /// <summary>The number of events that a sample stands for.</summary>
    public long PeriodOf(int sample) => _periods.Count == 0 ? _firstPeriod : _periods[sample];

    /// <summary>Up to which time all samples have come, as far as rounds tell; the earliest time there is where they do not.</summary>
    public long CompleteUntil { get; private set; } = long.MinValue;

    /// <summary>
    /// perf has read the buffers of all CPUs once. What it read in this round may be later than something of the next one, but what it read in the
    /// round before is not.
    /// </summary>
    public void EndRound()
    {
        CompleteUntil = _latestOfRound;
        _latestOfRound = _latest;
    }

    /// <summary>A sample's place in the recording.</summary>
    public int NumberOf(int sample) => _isPlayedInParts ? _numbers[sample] : sample;

    /// <summary>Drops all samples but these, once the others are played.</summary>
    /// <param name="rows">Their rows, ascending.</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        if (!_isPlayedInParts)
        {
            _isPlayedInParts = true;
            for (int number = 0; number < Count; number++)
            {
                _numbers.Add(number);
            }
        }

        _cgroups.AddZeros(_cgroups.Count == 0 ? 0 : Count - _cgroups.Count);
        Keep(ref _times, rows);
        Keep(ref _threads, rows);
        Keep(ref _chains, rows);
        Keep(ref _cpus, rows);
        Keep(ref _events, rows);
        Keep(ref _periods, rows);
        Keep(ref _cgroups, rows);
        Keep(ref _numbers, rows);
    }

    private static void Keep<T>(ref Column<T> column, ReadOnlySpan<int> rows)
        where T : unmanaged
    {
        if (column.Count > 0)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                column[i] = column[rows[i]];
            }

            column.Truncate(rows.Length);
        }
    }

    /// <summary>Makes room for a number of samples in all.</summary>
    public void Reserve(int count)
    {
        _times.EnsureCapacity(count);
        _threads.EnsureCapacity(count);
        _chains.EnsureCapacity(count);
        _cpus.EnsureCapacity(count);
        _events.EnsureCapacity(count);
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="misc">The record's flags, which tell the mode of the CPU.</param>
    /// <param name="event">The row of its event.</param>
    public void Add(in RawSample sample, ushort misc, int @event)
    {
        if (sample.Cgroup != 0 || _cgroups.Count > 0)
        {
            _cgroups.AddZeros(Count - _cgroups.Count);
            _cgroups.Add(sample.Cgroup);
        }

        AddPeriod((long)Math.Min(sample.Period, long.MaxValue));
        int thread = ThreadRowOf(((ulong)(uint)sample.Pid << 32) | (uint)sample.Tid);
        _chains.Add(ChainOf(sample, misc, thread));
        long time = SideEvent.TimeOf(sample.Time);
        _latest = Math.Max(_latest, time);
        _times.Add(time);
        _threads.Add(thread);
        _cpus.Add(sample.Cpu is >= 0 and <= short.MaxValue ? (short)sample.Cpu : (short)-1);
        _events.Add((ushort)@event);
        if (_isPlayedInParts)
        {
            _numbers.Add(Total);
        }

        Total++;
    }

    /// <summary>Adds the user's part of chains that was recorded after their samples.</summary>
    /// <param name="tid">The thread.</param>
    /// <param name="cookie">What the samples call it by.</param>
    /// <param name="words">Marks and addresses, leaf first.</param>
    public void AddDeferred(int tid, ulong cookie, ReadOnlySpan<ulong> words) => _deferred.AddRest(tid, cookie, words);

    /// <summary>Completes the chains whose users' parts came later.</summary>
    public void Complete()
    {
        foreach ((int sample, ulong[] words) in _deferred.Complete())
        {
            int thread = _threads[sample];
            _chains[sample] = _recentChains.Intern(thread, _threadRoots[thread], words);
        }
    }

    // Most recordings have one period throughout.
    private void AddPeriod(long period)
    {
        if (Count == 0)
        {
            _firstPeriod = period;
        }
        else if (_periods.Count == 0 && period != _firstPeriod)
        {
            _periods.EnsureCapacity(_times.Capacity);
            _periods.AddZeros(Count);
            _periods.Values.Fill(_firstPeriod);
        }

        if (_periods.Count > 0)
        {
            _periods.Add(period);
        }
    }

    private int ChainOf(in RawSample sample, ushort misc, int thread)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(sample.Chain);
        int root = _threadRoots[thread];
        if (words.Length > 1 && words[^2] == ChainContext.UserDeferred)
        {
            // Until its rest comes, it is what it would be if it never came.
            (int pid, int tid) = ThreadOf(thread);
            _deferred.AddSample(Count, tid, cookie: words[^1], Complete(words[..^2], sample, misc));
            return root;
        }

        return _recentChains.Intern(
            thread, root, sample.UserIp == 0 && words.Length > 1 && ChainContext.IsMark(words[0]) ? words : Complete(words, sample, misc));
    }

    // A sample without a chain is its own instruction; one without the user's part of it is entered from the user's instruction.
    private ReadOnlySpan<ulong> Complete(ReadOnlySpan<ulong> words, in RawSample sample, ushort misc)
    {
        if (_scratch.Length < words.Length + 4)
        {
            _scratch = new ulong[words.Length + 4];
        }

        int count = 0;
        if (words.Length == 0 || !ChainContext.IsMark(words[0]))
        {
            _scratch[count++] = ChainContext.Of(misc);
        }

        words.CopyTo(_scratch.AsSpan(count));
        count += words.Length;
        if (!HasAddress(words))
        {
            _scratch[0] = ChainContext.Of(misc);
            _scratch[1] = sample.Ip;
            count = 2;
        }

        if (sample.UserIp != 0 && ChainContext.Of(misc) != ChainContext.User)
        {
            _scratch[count++] = ChainContext.User;
            _scratch[count++] = sample.UserIp;
        }

        return _scratch.AsSpan(0, count);
    }

    private static bool HasAddress(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            if (!ChainContext.IsMark(word))
            {
                return true;
            }
        }

        return false;
    }

    private int ThreadRowOf(ulong key)
    {
        if (key == _lastThread && _lastRow >= 0)
        {
            return _lastRow;
        }

        if (!_threadRows.TryGetValue(key, out int row))
        {
            row = _threadKeys.Count;
            _threadKeys.Add(key);
            _threadRoots.Add(Chains.RootOf((int)(key >> 32)));
            _threadRows.Add(key, row);
        }

        (_lastThread, _lastRow) = (key, row);
        return row;
    }
}
