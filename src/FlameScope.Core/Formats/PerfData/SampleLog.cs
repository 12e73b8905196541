using FlameScope.Columns;

namespace FlameScope.Formats.PerfData;

/// <summary>The samples of a recording in the order of the file, their call chains interned but not resolved.</summary>
internal sealed class SampleLog
{
    private const int BytesPerSample = 40;

    private readonly Dictionary<ulong, int> _threadRows = [];
    private Column<long> _times = new();
    private Column<int> _threads = new();
    private Column<int> _chains = new();
    private Column<short> _cpus = new();
    private Column<ushort> _events = new();
    private Column<long> _periods = new();
    private Column<ulong> _cgroups = new();
    private Column<ulong> _threadKeys = new();
    private ulong _lastThread;
    private int _lastRow = -1;

    public ChainTable Chains { get; } = new();

    public int Count => _times.Count;

    public ReadOnlySpan<long> Times => _times.Values;

    /// <summary>Which of <see cref="ThreadOf"/> each sample is of.</summary>
    public ReadOnlySpan<int> Threads => _threads.Values;

    public ReadOnlySpan<int> ChainRows => _chains.Values;

    public ReadOnlySpan<short> Cpus => _cpus.Values;

    public ReadOnlySpan<ushort> Events => _events.Values;

    public ReadOnlySpan<long> Periods => _periods.Values;

    /// <summary>The control group of each sample; empty where none has one.</summary>
    public ReadOnlySpan<ulong> Cgroups => _cgroups.Values;

    public int ThreadCount => _threadKeys.Count;

    public long EstimatedBytes => ((long)Count * BytesPerSample) + Chains.EstimatedBytes;

    public (int Pid, int Tid) ThreadOf(int row) => ((int)(_threadKeys[row] >> 32), (int)_threadKeys[row]);

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

        _times.Add(SideEvent.TimeOf(sample.Time));
        _threads.Add(ThreadRowOf(((ulong)(uint)sample.Pid << 32) | (uint)sample.Tid));
        _chains.Add(Chains.Intern(sample, misc));
        _cpus.Add(sample.Cpu is >= 0 and <= short.MaxValue ? (short)sample.Cpu : (short)-1);
        _events.Add((ushort)@event);
        _periods.Add((long)Math.Min(sample.Period, long.MaxValue));
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
            _threadRows.Add(key, row);
        }

        (_lastThread, _lastRow) = (key, row);
        return row;
    }
}
