namespace FlameScope.Formats.PerfData;

/// <summary>What the records beside the samples say, in the order of the file.</summary>
internal sealed class SideBandLog
{
    private const int BytesPerEvent = 128;

    private readonly List<SideEvent> _events = [];
    private readonly List<(long? Time, long Count)> _lost = [];
    private long _bytes;
    private long _lostSamples;

    public IReadOnlyList<SideEvent> Events => _events;

    /// <summary>Paths of control groups by their ids.</summary>
    public Dictionary<ulong, byte[]> Cgroups { get; } = [];

    public long EstimatedBytes => _bytes;

    public void Add(SideEvent @event)
    {
        _events.Add(@event);
        _bytes += BytesPerEvent + ((@event as MapEvent)?.Name.Length ?? 0);
    }

    /// <summary>Counts lost events as the kernel tells of them when they happen.</summary>
    public void AddLost(ulong count, long? time) => _lost.Add((time, SideEvent.TimeOf(count)));

    /// <summary>Counts lost samples as newer kernels sum them up at the end: the same losses once more.</summary>
    public void AddLostSamples(ulong count) => _lostSamples = Columns.Saturating.Add(_lostSamples, SideEvent.TimeOf(count));

    /// <summary>Tells the account how many events were lost: as they happened, or in sum where nothing else tells.</summary>
    public void ReportLost(LoadContext context)
    {
        foreach ((long? time, long count) in _lost)
        {
            context.AddLost(count, time);
        }

        if (_lost.Count == 0)
        {
            context.AddLost(_lostSamples);
        }
    }
}
