using FlameScope.Columns;

namespace FlameScope.Formats.Linux;

/// <summary>
/// Makes time off a CPU of switches: a thread that is switched out is off until it is next switched in. What is known of it is the stack
/// that it was switched out with.
/// </summary>
internal sealed class ThreadSwitches
{
    private const int NoSample = -1;

    private readonly Dictionary<int, Switch> _off = [];
    private readonly Dictionary<int, SwitchKind> _on = [];
    private Column<Switch> _switches = new();
    private EventKindId? _kind;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;
    private long _unpaired;
    private int _settled;
    private bool _hasRecords;

    /// <summary>The kind of event that the time off a CPU is.</summary>
    public static EventKind Kind { get; } = new()
    {
        Unit = "ns",
        Counting = EventCounting.Occurring,
        DefaultWeight = SampleWeight.Value,
        Clock = EventClock.OffCpu,
        IsDerived = true,
    };

    public long EstimatedBytes => (long)_switches.Count * System.Runtime.CompilerServices.Unsafe.SizeOf<Switch>();

    /// <summary>A sample of the scheduler's tracepoint: one thread takes another's place.</summary>
    /// <param name="time">When.</param>
    /// <param name="sample">The sample, whose thread is switched out, by its place in the builder.</param>
    /// <param name="tid">The thread that is switched out.</param>
    /// <param name="nextTid">The thread that is switched in.</param>
    public void Add(long time, int sample, int tid, int nextTid)
    {
        _switches.Add(new Switch(time, tid, SwitchKind.SampleOut, sample, default));
        _switches.Add(new Switch(time, nextTid, SwitchKind.SampleIn, NoSample, default));
    }

    /// <summary>A sample of the event <c>context-switches</c>, which comes as its thread is switched out.</summary>
    public void AddCounted(long time, int sample, int tid) => _switches.Add(new Switch(time, tid, SwitchKind.CountedOut, sample, default));

    /// <summary>A record without a stack that says that a thread was switched in or out.</summary>
    public void AddRecord(long time, ThreadId thread, int tid, bool isOut)
    {
        _switches.Add(new Switch(time, tid, isOut ? SwitchKind.RecordOut : SwitchKind.RecordIn, NoSample, thread));
        _hasRecords = true;
    }

    /// <summary>Appends the switches of the next part of the same input, before its builder is appended.</summary>
    /// <param name="part">The part's switches.</param>
    /// <param name="builder">The builder that the part's builder will be appended to.</param>
    /// <param name="partBuilder">The part's builder.</param>
    public void Append(ThreadSwitches part, SampleStoreBuilder builder, SampleStoreBuilder partBuilder)
    {
        _hasRecords |= part._hasRecords;
        foreach (Switch @switch in part._switches.Values)
        {
            ThreadId thread = default;
            if (@switch.Kind == SwitchKind.RecordOut)
            {
                ProfiledThread row = partBuilder.Threads[@switch.Thread.Value];
                thread = builder.AddThread(partBuilder.StringOf(row.Command), row.Pid, row.Tid);
            }

            int sample = @switch.Sample == NoSample ? NoSample : @switch.Sample + builder.SampleCount;
            _switches.Add(@switch with { Sample = sample, Thread = thread });
        }
    }

    /// <summary>Adds the time off a CPU to the builder that has the samples, and counts switches that have no other.</summary>
    public void Complete(SampleStoreBuilder builder, LoadContext context)
    {
        Advance(builder, TimeSpan.MinValue);
        context.AddUnpairedSwitches(_unpaired + _off.Count);
    }

    /// <summary>Adds the time off a CPU that is known by now, before the builder's samples are handed over.</summary>
    /// <param name="builder">The builder that has the samples since the last time.</param>
    /// <param name="reorderWindow">Switches this close to the last sample may still come out of order, and wait for the next time; all are taken where it is negative.</param>
    public void Advance(SampleStoreBuilder builder, TimeSpan reorderWindow)
    {
        Settle(builder);
        if (_switches.Count == 0 || builder.TimeAxis != TimeAxis.Clock)
        {
            return;
        }

        long[] times = new long[_switches.Count];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = _switches[i].Time;
        }

        bool isEnd = reorderWindow < TimeSpan.Zero;
        Int128 until = isEnd ? long.MaxValue : _last - ((Int128)reorderWindow.Ticks * 100);
        int[]? order = TimeOrder.Of(times);
        TimeRange sampled = builder.AddedCount == 0 ? default : new TimeRange(_first, _last == long.MaxValue ? _last : _last + 1);
        Column<Switch> kept = new();
        for (int i = 0; i < times.Length; i++)
        {
            Switch next = _switches[order is null ? i : order[i]];
            if (next.Time > until)
            {
                kept.Add(next);
                continue;
            }

            Apply(builder, next, sampled);
        }

        _switches = kept;
        _settled = kept.Count;
    }

    private void Apply(SampleStoreBuilder builder, Switch next, TimeRange sampled)
    {
        if (next.Tid <= 0 || (next.Kind == SwitchKind.CountedOut && !_hasRecords))
        {
            // The idle task is not off a CPU: another runs in its place.
            return;
        }

        if (next.Kind is not (SwitchKind.SampleIn or SwitchKind.RecordIn))
        {
            _on.Remove(next.Tid);
            _unpaired += Leave(_off, next) ? 0 : 1;
            return;
        }

        if (_off.Remove(next.Tid, out Switch left))
        {
            _kind ??= builder.AddEventKind("off-cpu"u8, Kind);
            Add(builder, _kind.Value, left, next.Time, sampled);
        }
        else if (!_on.TryGetValue(next.Tid, out SwitchKind told) || told == next.Kind)
        {
            // Otherwise the tracepoint and a record tell of the same switch.
            _unpaired++;
        }

        _on[next.Tid] = next.Kind;
    }

    // Samples keep their places only until they are handed over.
    private void Settle(SampleStoreBuilder builder)
    {
        foreach (ref Switch @switch in _switches.Values[_settled..])
        {
            if (@switch.Sample != NoSample)
            {
                @switch = @switch with
                {
                    Sample = NoSample,
                    Thread = builder.SampleThreads[@switch.Sample],
                    Stack = builder.SampleStacks[@switch.Sample],
                    Labels = builder.LabelsOf(@switch.Sample),
                };
            }
        }

        _settled = _switches.Count;
        foreach (long time in builder.SampleTimes)
        {
            _first = Math.Min(_first, time);
            _last = Math.Max(_last, time);
        }
    }

    // A switch may be told twice: with its stack, and as a record right after it. Two that cannot be one lack what was between them.
    private static bool Leave(Dictionary<int, Switch> off, Switch next)
    {
        bool isKnown = off.TryGetValue(next.Tid, out Switch known);
        if (isKnown && next.Kind == SwitchKind.RecordOut && known.Kind != SwitchKind.RecordOut)
        {
            off[next.Tid] = known with { Kind = SwitchKind.RecordOut };
            return true;
        }

        bool isSame = isKnown && known.Kind == SwitchKind.SampleOut && next.Kind == SwitchKind.CountedOut;
        off[next.Tid] = isSame ? known : next;
        return !isKnown || isSame;
    }

    // Views begin at the first sample and end at the last: what lies outside would move their bounds, and show nothing.
    private static void Add(SampleStoreBuilder builder, EventKindId kind, Switch left, long end, TimeRange sampled)
    {
        long start = Math.Max(left.Time, sampled.Start);
        end = Math.Min(end, sampled.End);
        if (end <= start)
        {
            return;
        }

        builder.AddSample(new SampleRecord(start, left.Stack, left.Thread, kind) { Duration = end - start, Labels = left.Labels });
    }

    private enum SwitchKind : byte
    {
        SampleIn = 0,
        RecordIn,
        SampleOut,
        CountedOut,
        RecordOut,
    }

    private readonly record struct Switch(long Time, int Tid, SwitchKind Kind, int Sample, ThreadId Thread)
    {
        public StackId Stack { get; init; }

        public LabelSetId Labels { get; init; }
    }
}
