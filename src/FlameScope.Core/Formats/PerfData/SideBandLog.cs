namespace FlameScope.Formats.PerfData;

/// <summary>What the records beside the samples say, in the order of the file.</summary>
internal sealed class SideBandLog
{
    private const int BytesPerEvent = 128;

    private readonly List<SideEvent> _events = [];
    private readonly List<(long? Time, long Count)> _lost = [];
    private long _bytes;
    private long _lostSamples;
    private int _reported;

    /// <summary>The events since the last time, in the order of the file; they are not kept here any longer.</summary>
    public SideEvent[] TakeEvents()
    {
        SideEvent[] events = [.. _events];
        _events.Clear();
        _bytes = 0;
        return events;
    }

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
        ReportLostSoFar(context);
        if (_lost.Count == 0)
        {
            context.AddLost(_lostSamples);
        }
    }

    /// <summary>Tells the account how many events were lost since the last time.</summary>
    public void ReportLostSoFar(LoadContext context)
    {
        for (; _reported < _lost.Count; _reported++)
        {
            context.AddLost(_lost[_reported].Count, _lost[_reported].Time);
        }
    }
}
