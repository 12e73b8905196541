using System.Globalization;
using System.Text;
using FlameScope.Columns;

namespace FlameScope.Formats.NetTrace;

/// <summary>Puts beginnings and ends together: what happened in the runtime, from the events in order of time.</summary>
internal sealed class RuntimeHistory
{
    private readonly SampleStoreBuilder _builder;
    private readonly List<Happening> _happenings = [];
    private readonly Dictionary<(int Process, ulong Collection), Moment> _collections = [];
    private readonly Dictionary<int, Moment> _suspensions = [];
    private readonly Dictionary<int, Moment> _contentions = [];
    private readonly Dictionary<(int Process, ulong Method), Moment> _jitting = [];
    private readonly List<(Moment Start, long End)> _ended = [];
    private readonly List<(int Process, TimeRange Range)> _pauses = [];

    public RuntimeHistory(SampleStoreBuilder builder) => _builder = builder;

    /// <summary>What happened, in order of its beginning.</summary>
    /// <param name="moments">All events; sorted by time here, those of one instant in the order of the trace.</param>
    /// <param name="end">When the trace ends: what has not ended by then lasts until then.</param>
    public List<Happening> Fold(List<Moment> moments, long end)
    {
        foreach (Moment moment in moments.OrderBy(moment => moment.Time))
        {
            Add(moment);
        }

        foreach (Moment start in _contentions.Values)
        {
            AddContention(start, end);
        }

        foreach ((_, Moment start) in _suspensions)
        {
            AddSuspension(start, end);
        }

        _ended.AddRange(_collections.Values.Select(start => (start, end)));
        foreach (IGrouping<int, (Moment Start, long End)> process in _ended.GroupBy(collection => collection.Start.Process))
        {
            AddCollections([.. process.OrderBy(collection => collection.Start.Time)], [.. _pauses.Where(pause => pause.Process == process.Key).Select(pause => pause.Range).OrderBy(pause => pause.Start)]);
        }

        return [.. _happenings.OrderBy(happening => happening.Range.Start)];
    }

    private void Add(in Moment moment)
    {
        switch (moment.Meaning)
        {
            case EventMeaning.CollectionStart:
                _collections[(moment.Process, moment.Key)] = moment;
                break;
            case EventMeaning.CollectionEnd when _collections.Remove((moment.Process, moment.Key), out Moment start):
                _ended.Add((start, moment.Time));
                break;
            case EventMeaning.SuspensionStart:
                _suspensions[moment.Process] = moment;
                break;
            case EventMeaning.SuspensionEnd when _suspensions.Remove(moment.Process, out Moment start):
                AddSuspension(start, moment.Time);
                break;
            case EventMeaning.ContentionStart:
                _contentions[moment.Thread] = moment;
                break;
            case EventMeaning.ContentionStop:
                AddContention(moment);
                break;
            case EventMeaning.JittingStarted:
                _jitting[(moment.Process, moment.Key)] = moment;
                break;
            case EventMeaning.MethodLoad when _jitting.Remove((moment.Process, moment.Key), out Moment start):
                Add(HappeningKind.Jitting, start, moment.Time, "JIT", start.Name);
                break;
            case EventMeaning.Exception:
                _happenings.Add(new Happening(HappeningKind.Exception, new TimeRange(moment.Time, moment.Time), moment.Name, moment.Text, moment));
                break;
            case EventMeaning.PoolAdjustment:
                Add(
                    HappeningKind.PoolAdjustment,
                    moment,
                    moment.Time,
                    $"thread pool adjustment ({RuntimeWords.PoolReasonOf(moment.Reason)})",
                    Text($"{moment.Number} threads"));
                break;
            case EventMeaning.Allocation:
                _happenings.Add(new Happening(HappeningKind.Allocation, new TimeRange(moment.Time, moment.Time), moment.Name, StringId.Empty, moment));
                break;
            case EventMeaning.ContextSwitch:
                AddOffCpu(moment);
                break;
            default:
                break;
        }
    }

    // Its end is known, and for how long: the time before is when it stopped.
    private void AddOffCpu(in Moment moment)
    {
        long start = moment.Time < long.MinValue + moment.Value ? long.MinValue : moment.Time - moment.Value;
        Add(HappeningKind.OffCpu, moment with { Time = start }, moment.Time, "off-CPU", StringId.Empty);
    }

    private void AddContention(in Moment stop)
    {
        if (_contentions.Remove(stop.Thread, out Moment start))
        {
            AddContention(start, stop.Time);
        }
        else if (stop.Value > 0 && stop.Time >= long.MinValue + stop.Value)
        {
            AddContention(stop with { Time = stop.Time - stop.Value }, stop.Time);
        }
    }

    private void AddContention(in Moment start, long end) => Add(HappeningKind.Contention, start, end, "lock contention", StringId.Empty);

    private void AddSuspension(in Moment start, long end)
    {
        _pauses.Add((start.Process, new TimeRange(start.Time, Math.Max(start.Time, end))));
        Add(HappeningKind.Suspension, start, end, "runtime suspended", Text($"{RuntimeWords.SuspensionReasonOf(start.Reason)}"));
    }

    // A collection begins while the runtime is suspended; one in the background suspends it again before it ends.
    private void AddCollections((Moment Start, long End)[] collections, TimeRange[] pauses)
    {
        long[] paused = new long[collections.Length];
        int next = 0;
        int background = -1;
        foreach (TimeRange pause in pauses)
        {
            for (; next < collections.Length && collections[next].Start.Time < pause.Start; next++)
            {
                background = RuntimeWords.IsBackground(collections[next].Start.Type) ? next : background;
            }

            int started = next;
            for (; started < collections.Length && collections[started].Start.Time <= pause.End; started++)
            {
                paused[started] = Saturating.Add(paused[started], pause.Duration);
                background = RuntimeWords.IsBackground(collections[started].Start.Type) ? started : background;
            }

            if (started == next && background >= 0 && collections[background].End >= pause.Start)
            {
                paused[background] = Saturating.Add(paused[background], pause.Duration);
            }

            next = started;
        }

        for (int i = 0; i < collections.Length; i++)
        {
            (Moment start, long end) = collections[i];
            string reason = RuntimeWords.CollectionReasonOf(start.Reason);
            Add(
                HappeningKind.Collection,
                start,
                end,
                RuntimeWords.CollectionOf(start.Number, start.Type),
                paused[i] > 0 ? Text($"{reason}; pause {paused[i] / 1e6:0.###} ms") : Text($"{reason}"));
        }
    }

    private void Add(HappeningKind kind, in Moment start, long end, string name, StringId text) => _happenings.Add(new Happening(
        kind,
        new TimeRange(start.Time, Math.Max(start.Time, end)),
        _builder.AddString(Encoding.UTF8.GetBytes(name)),
        text,
        start));

    private StringId Text(FormattableString text) => _builder.AddString(Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture)));
}
