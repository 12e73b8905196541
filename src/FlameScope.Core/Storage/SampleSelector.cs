using FlameScope.Model;

namespace FlameScope.Storage;

/// <summary>A filter resolved against one store: classifies samples and keeps the account.</summary>
internal struct SampleSelector
{
    private readonly SampleStore _store;
    private readonly int _event;
    private readonly bool _includeIdle;
    private readonly int _outsideRange;
    private long _shown;
    private long _idle;
    private long _otherEvent;
    private long _stackless;

    /// <exception cref="ArgumentException">The filter names an event that the store does not have.</exception>
    /// <exception cref="InvalidOperationException">A range is given and the store has no clock.</exception>
    public SampleSelector(SampleStore store, TimeRange? range, SampleFilter filter)
    {
        _store = store;
        _event = filter.Event.ResolveIn(store)?.Value ?? -1;
        _includeIdle = filter.IncludeIdle;
        (First, End) = store.SamplesIn(range);
        _outsideRange = store.Count - (End - First);
    }

    /// <summary>Name of the event shown; <c>all</c> where several are added up.</summary>
    public readonly string EventName => _event < 0
        ? EventSelection.All.ToString()
        : _event < _store.EventTable.Length ? _store.Strings.GetString(_store.EventTable[_event]) : "";

    /// <summary>Index of the first sample in the range.</summary>
    public int First { get; }

    /// <summary>Index behind the last sample in the range.</summary>
    public int End { get; }

    /// <summary>Whether a sample of the range is shown; counts it either way, so ask once a sample.</summary>
    public bool Select(int sample)
    {
        if (_event >= 0 && _store.Events[sample] != _event)
        {
            _otherEvent++;
            return false;
        }

        if (!_includeIdle && _store.IsIdle(sample))
        {
            _idle++;
            return false;
        }

        _shown++;
        if (_store.Stacks[sample] == StackId.Empty)
        {
            _stackless++;
        }

        return true;
    }

    public readonly Coverage ToCoverage() => new()
    {
        Samples = _store.Count,
        Unparsed = _store.Report.Unparsed,
        Lost = _store.Report.Lost,
        Shown = _shown,
        Idle = _idle,
        FilteredByEvent = _otherEvent,
        FilteredByRange = _outsideRange,
        Stackless = _stackless,
    };
}
