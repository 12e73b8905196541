namespace FlameScope.Formats.Jfr;

/// <summary>Reads the events of one kind of samples in one chunk.</summary>
internal sealed class JfrSampleReader
{
    private const int StartTime = 0;
    private const int Thread = 1;
    private const int Stack = 2;
    private const int State = 3;
    private const int Samples = 4;
    private const int TimeSpan = 5;
    private const int EventThread = 6;
    private const int Period = 7;
    private const int Slots = 8;

    // One record stands for so many samples at most that have a row each; a day at a tick of 10 ms has fewer.
    private const long MaxTicks = 10_000_000;

    private readonly JfrChunk _chunk;
    private readonly JfrPlan _plan;
    private readonly JfrSampleKind _kind;
    private readonly JfrFrames _frames;
    private readonly JfrThreads _threads;
    private readonly JfrThreadStates _states;
    private readonly SampleStoreBuilder _builder;

    public JfrSampleReader(JfrChunk chunk, JfrSampleKind kind, JfrFrames frames, JfrThreads threads, JfrThreadStates states, SampleStoreBuilder builder)
    {
        _chunk = chunk;
        _kind = kind;
        _frames = frames;
        _threads = threads;
        _states = states;
        _builder = builder;
        _plan = chunk.PlanOf(
            JfrEventKinds.NameOf(kind), "startTime", "sampledThread", "stackTrace", "state", "samples", "timeSpan", "eventThread", "samplingPeriod");
    }

    /// <summary>Nanoseconds between two ticks of the profiler, where the recording tells; else 0.</summary>
    public long Interval { get; set; }

    /// <summary>Whether an event shows a thread that sleeps.</summary>
    /// <exception cref="JfrException">The event is damaged.</exception>
    public bool IsSleeping(int fields)
    {
        Span<long> slots = stackalloc long[Slots];
        JfrCursor cursor = _chunk.CursorAt(fields);
        _plan.Read(ref cursor, slots);
        return _plan.Has(State) && _states.IsSleeping(slots[State]);
    }

    /// <summary>Adds the sample of an event, or the samples that it stands for.</summary>
    /// <param name="fields">Offset of the event's first field.</param>
    /// <param name="end">Offset of the first byte after it.</param>
    /// <param name="kind">The kind of event that the samples get.</param>
    /// <exception cref="JfrException">The event is damaged.</exception>
    public void Add(int fields, int end, EventKindId kind)
    {
        Span<long> slots = stackalloc long[Slots];
        JfrCursor cursor = _chunk.CursorAt(fields);
        _plan.Read(ref cursor, slots);
        if (cursor.Position > end)
        {
            throw new JfrException("an event whose fields end with it", fields);
        }

        ThreadId thread = _threads.ThreadOf(slots[_plan.Has(Thread) ? Thread : EventThread]);
        bool isWaiting = _kind == JfrSampleKind.Native || (_plan.Has(State) && _states.IsSleeping(slots[State]));
        long period = _plan.Has(Period) ? PeriodOf(slots[Period]) : 1;
        SampleRecord sample = new(_chunk.Header.TimeOf(slots[StartTime]), _frames.StackOf(slots[Stack]), thread, kind, weight: period)
        {
            Activity = isWaiting ? SampleActivity.Waiting : SampleActivity.Working,
        };
        if (_plan.Has(Samples) && slots[Samples] > 1)
        {
            AddTicks(sample, slots[Samples], StepOf(slots));
        }
        else
        {
            _builder.AddSample(sample);
        }
    }

    // One record for several ticks, one after another, in which the thread did not move.
    private void AddTicks(in SampleRecord first, long ticks, long step)
    {
        if (step <= 0 || ticks > MaxTicks)
        {
            _builder.AddSample(first with { Weight = ticks });
            return;
        }

        for (long tick = 0; tick < ticks; tick++)
        {
            Int128 time = first.Time + ((Int128)tick * step);
            _builder.AddSample(first with { Time = (long)Int128.Min(long.MaxValue, time) });
            if ((tick & 0xffff) == 0xffff)
            {
                _builder.ThrowIfOverLimits();
            }
        }
    }

    private long StepOf(ReadOnlySpan<long> slots) => _plan.Has(TimeSpan) && slots[TimeSpan] > 0
        ? (_plan.IsTicks(TimeSpan) ? _chunk.Header.DurationOf(slots[TimeSpan]) : slots[TimeSpan]) / slots[Samples]
        : Interval;

    private long PeriodOf(long value) => _plan.IsTicks(Period) ? _chunk.Header.DurationOf(value) : Math.Max(0, value);
}
