using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace FlameScope.Formats.NetTrace;

/// <summary>What the events of a trace amount to; reads one event after another.</summary>
internal sealed class TraceContent
{
    private const int External = 1;

    private readonly SampleStoreBuilder _builder;
    private readonly RuntimePayloads _payloads;
    private readonly List<Moment> _moments = [];
    private TraceClock _clock;

    public TraceContent(SampleStoreBuilder builder)
    {
        _builder = builder;
        _payloads = new RuntimePayloads(builder);
        Labels = new LabelLists(builder);
        FirstSample = builder.SampleCount;
    }

    public TraceDescription Description
    {
        get;
        set
        {
            field = value;
            _clock = value.Clock ?? default;
        }
    } = new();

    public TraceThreads Threads { get; } = new();

    public TraceProcesses Processes { get; } = new();

    public RawStacks Stacks { get; } = new();

    public LabelLists Labels { get; }

    /// <summary>The stacks since the last sequence point.</summary>
    public NumberedRows StackRows { get; } = new();

    /// <summary>The first sample of the trace in the builder, which has them as they were read until their stacks have names.</summary>
    public int FirstSample { get; }

    public List<Moment> Moments => _moments;

    /// <summary>The time of the last event, in nanoseconds.</summary>
    public long End { get; private set; } = long.MinValue;

    /// <summary>Whether there are samples of CPUs, which tell more than those of a clock on the wall.</summary>
    public bool HasCpuSamples { get; private set; }

    /// <summary>Whether the trace has told which methods there were before it.</summary>
    public bool HasRundown { get; private set; }

    /// <summary>What the trace says of the machine: the system and its architecture; empty where it does not.</summary>
    public (string System, string Architecture) Machine { get; private set; } = ("", "");

    public long EstimatedBytes =>
        (_moments.Count * 80L) + Stacks.EstimatedBytes + Threads.EstimatedBytes + Processes.EstimatedBytes;

    /// <summary>Reads an event.</summary>
    /// <param name="meaning">What it is.</param>
    /// <param name="header">Its header.</param>
    /// <param name="payload">Its payload.</param>
    /// <returns>Whether the payload is one of its kind.</returns>
    public bool TryAdd(EventMeaning meaning, in EventHeader header, ReadOnlySpan<byte> payload)
    {
        long time = TimeOf(header);
        End = Math.Max(End, time);
        switch (meaning)
        {
            case EventMeaning.Sample:
                return TryAddSample(header, payload, time);
            case EventMeaning.CpuSample:
                return TryAddCpuSample(header, payload, time);
            case EventMeaning.MethodLoad:
                bool isMethod = ProcessOf(header).Methods.TryAdd(payload, time, out ulong method);
                AddMoment(new Moment { Key = method }, meaning, header, time);
                return isMethod;
            case EventMeaning.MethodRundown:
                HasRundown = true;
                return ProcessOf(header).Methods.TryAdd(payload, long.MinValue, out _);
            case EventMeaning.MethodUnload:
                ProcessOf(header).Methods.Unload(payload, time);
                return true;
            case EventMeaning.ModuleLoad or EventMeaning.DomainModuleLoad:
                return ProcessOf(header).TryAddModule(payload, meaning == EventMeaning.DomainModuleLoad);
            case EventMeaning.ProcessInfo:
                ReadMachine(payload);
                return true;
            case EventMeaning.OwnThread:
                Threads[Threads.RowOf(header.Thread)].IsOfRecorder = true;
                return true;
            case EventMeaning.ProcessCreate:
                return TryNameProcess(header, payload);
            case EventMeaning.ProcessMapping:
                return Processes.TryAddMapping(payload, _builder);
            case EventMeaning.ProcessSymbol:
                return Processes.TryAddSymbol(payload, _builder);
            default:
                return TryAddMoment(meaning, header, payload, time);
        }
    }

    /// <summary>The row of the process that a thread is of.</summary>
    public int ProcessRowOf(int thread)
    {
        TraceThread known = Threads[thread];
        if (known.ProcessRow < 0)
        {
            known.ProcessRow = Processes.RowOf(known.ProcessId ?? Description.ProcessId);
        }

        return known.ProcessRow;
    }

    private long TimeOf(in EventHeader header) => _clock.NanosecondsOf(header.Ticks);

    private TraceProcess ProcessOf(in EventHeader header) => Processes[ProcessRowOf(Threads.RowOf(header.Thread))];

    private bool TryAddSample(in EventHeader header, ReadOnlySpan<byte> payload, long time)
    {
        SampleState state = BinaryPrimitives.TryReadInt32LittleEndian(payload, out int type) && type == External ? SampleState.External : SampleState.Managed;
        return payload.Length >= sizeof(int) && TryAddSample(header, time, 1, -1, state);
    }

    private bool TryAddCpuSample(in EventHeader header, ReadOnlySpan<byte> payload, long time)
    {
        TraceCursor cursor = new(payload);
        ulong weight = cursor.Varint();
        return !cursor.HasFailed && TryAddSample(header, time, (long)Math.Min(weight, long.MaxValue), CpuOf(header), SampleState.OnCpu);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAddSample(in EventHeader header, long time, long weight, short cpu, SampleState state)
    {
        if (!TryFindStack(header.Stack, out int stack))
        {
            return false;
        }

        HasCpuSamples |= state == SampleState.OnCpu;
        _builder.AddUnresolved(time, new RawStackNumber(stack, state).Value, Threads.RowOf(header.Thread), cpu, weight);
        if (header.Labels != 0 && Labels[header.Labels] is var labels && labels != LabelSetId.Empty)
        {
            _builder.Label(labels);
        }

        return true;
    }

    private bool TryAddMoment(EventMeaning meaning, in EventHeader header, ReadOnlySpan<byte> payload, long time)
    {
        Moment moment = new() { Meaning = meaning };
        if (meaning == EventMeaning.ContextSwitch)
        {
            TraceCursor cursor = new(payload);
            moment.Value = Description.Clock?.NanosecondsOf((long)Math.Min(cursor.Varint(), long.MaxValue)) ?? 0;
            return !cursor.HasFailed && TryFindStack(header.Stack, out _) && AddMoment(moment, meaning, header, time);
        }

        return _payloads.TryRead(ref moment, payload, Description.PointerSize)
            && (IsOfSampler(moment, header) || AddMoment(moment, meaning, header, time));
    }

    // The sampler suspends the runtime at each of its ticks, thousands of times: that is no news.
    private bool IsOfSampler(in Moment moment, in EventHeader header)
    {
        if (moment.Meaning is not (EventMeaning.SuspensionStart or EventMeaning.SuspensionEnd))
        {
            return false;
        }

        TraceThread thread = Threads[Threads.RowOf(header.CaptureThread)];
        bool isOfSampler = moment.Meaning == EventMeaning.SuspensionStart ? moment.Reason == 0 : thread.IsSampling;
        thread.IsSampling = isOfSampler && moment.Meaning == EventMeaning.SuspensionStart;
        return isOfSampler;
    }

    private bool AddMoment(Moment moment, EventMeaning meaning, in EventHeader header, long time)
    {
        int thread = Threads.RowOf(header.Thread);
        TryFindStack(header.Stack, out int stack);
        _moments.Add(moment with
        {
            Meaning = meaning,
            Time = time,
            Thread = thread,
            Process = ProcessRowOf(thread),
            Stack = stack,
            Cpu = CpuOf(header),
        });
        return true;
    }

    private bool TryFindStack(uint number, out int stack)
    {
        stack = 0;
        return number == 0 || StackRows.TryGet(number, out stack);
    }

    private bool TryNameProcess(in EventHeader header, ReadOnlySpan<byte> payload)
    {
        TraceCursor cursor = new(payload);
        cursor.Varint();
        ReadOnlySpan<byte> name = cursor.Take(cursor.UInt16());
        if (!cursor.HasFailed)
        {
            ProcessOf(header).Name = name.ToArray();
        }

        return !cursor.HasFailed;
    }

    private void ReadMachine(ReadOnlySpan<byte> payload)
    {
        TraceCursor cursor = new(payload);
        cursor.Utf16();
        string system = System.Text.Encoding.Unicode.GetString(cursor.Utf16());
        string architecture = System.Text.Encoding.Unicode.GetString(cursor.Utf16());
        if (!cursor.HasFailed)
        {
            Machine = (system, architecture);
        }
    }

    private static short CpuOf(in EventHeader header) => header.Processor <= short.MaxValue ? (short)header.Processor : (short)-1;
}
