using System.Text;
using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats.NetTrace;

/// <summary>Fills a store with the content of a trace, once all of it has been read.</summary>
internal sealed class TraceStore
{
    private const string NamelessAdvice = "The trace has no rundown, which names the methods that were compiled before it began: let dotnet-trace end by itself, and do not turn its rundown off.";

    private readonly TraceContent _content;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly StackResolver _resolver;
    private readonly EventKindId?[] _happeningKinds = new EventKindId?[Enum.GetValues<HappeningKind>().Length];
    private readonly List<SampleRecord> _happened = [];
    private Column<int> _places = new();
    private Column<int> _ofRecorder = new();
    private EventKindId? _wallClock;
    private EventKindId? _cpuClock;

    public TraceStore(TraceContent content, SampleStoreBuilder builder, LoadContext context)
    {
        _content = content;
        _builder = builder;
        _context = context;
        for (int thread = 0; thread < content.Threads.Count; thread++)
        {
            content.ProcessRowOf(thread);
        }

        content.Processes.Complete();
        _resolver = new StackResolver(content.Stacks, content.Processes, builder, context.Demangles);
    }

    /// <exception cref="ProfileFormatException">There are no samples.</exception>
    public void Fill()
    {
        TraceDescription description = _content.Description;
        _builder.Header = _builder.Header with
        {
            ClockEpochNanoseconds = description.Epoch,
            CpuCount = description.CpuCount,
            OperatingSystemRelease = TextOrNull(_content.Machine.System),
            Architecture = TextOrNull(_content.Machine.Architecture),
        };
        List<Happening> happenings = new RuntimeHistory(_builder).Fold(_content.Moments, _content.End);
        int next = 0;
        Resolve(_builder.UnresolvedFrom(_content.FirstSample), happenings, ref next);
        _builder.RemoveSamples(_ofRecorder.Values);
        while (next < happenings.Count)
        {
            Add(happenings[next++], _builder.SampleCount);
        }

        _builder.InsertSamples(_places.Values, [.. _happened]);
        _context.AddLeftOut(_ofRecorder.Count);
        if (_builder.SampleCount == 0)
        {
            throw new ProfileFormatException(
                "The EventPipe trace (.nettrace) has no samples" + (_content.Moments.Count > 0 ? ", only events without stacks" : "")
                + ". Record with the sample profiler: dotnet-trace collect --providers Microsoft-DotNETCore-SampleProfiler,Microsoft-Windows-DotNETRuntime -p PID");
        }

        if (_resolver.HasUnknown && !_content.HasRundown)
        {
            _builder.Header = _builder.Header with { NamelessAdvice = NamelessAdvice };
        }
    }

    private void Resolve(UnresolvedSamples samples, List<Happening> happenings, ref int next)
    {
        ReadOnlySpan<long> times = samples.Times;
        Span<StackId> stacks = samples.Stacks[..times.Length];
        Span<ThreadId> threads = samples.Threads[..times.Length];
        Span<ushort> kinds = samples.EventKinds[..times.Length];
        Span<SampleActivity> activities = samples.Activities[..times.Length];
        ReadOnlySpan<TraceThread> known = _content.Threads.All;
        EventKindId? wallClock = null;
        EventKindId? cpuClock = null;
        long nextStart = StartOf(happenings, next);
        for (int i = 0; i < times.Length; i++)
        {
            // Samples that come in order stay so: the store need not sort them.
            while (nextStart <= times[i] && next < happenings.Count)
            {
                Add(happenings[next++], _content.FirstSample + i - _ofRecorder.Count);
                nextStart = StartOf(happenings, next);
            }

            TraceThread thread = known[threads[i].Value];
            if (thread.IsOfRecorder)
            {
                _ofRecorder.Add(_content.FirstSample + i);
                continue;
            }

            RawStackNumber number = new(stacks[i].Value);
            ResolvedStack stack = _resolver.Of(number.Row, number.State == SampleState.External, thread.ProcessRow, times[i]);
            stacks[i] = stack.Stack;
            threads[i] = thread.StoreRow >= 0 ? new ThreadId(thread.StoreRow) : ThreadOf(threads[i].Value);
            kinds[i] = (ushort)(number.State == SampleState.OnCpu ? cpuClock ??= CpuClock : wallClock ??= WallClock).Value;
            if (stack.IsWaiting)
            {
                activities[i] = SampleActivity.Waiting;
            }
        }
    }

    private static long StartOf(List<Happening> happenings, int next) => next < happenings.Count ? happenings[next].Range.Start : long.MaxValue;

    private void Add(in Happening happening, int place)
    {
        if (HappeningKinds.IsOfThread(happening.Kind) && _content.Threads[happening.At.Thread].IsOfRecorder)
        {
            return;
        }

        if (happening.Kind is not (HappeningKind.Allocation or HappeningKind.OffCpu))
        {
            _builder.AddMarker(new Marker(happening.Range, happening.Name)
            {
                Kind = _builder.AddString(HappeningKinds.MarkerKindOf(happening.Kind)),
                Thread = HappeningKinds.IsOfThread(happening.Kind) ? ThreadOf(happening.At.Thread) : null,
                Text = happening.Text,
            });
        }

        if (happening.At.Stack == 0)
        {
            return;
        }

        int index = (int)happening.Kind;
        _places.Add(place);
        _happened.Add(new SampleRecord(
            happening.Range.Start,
            _resolver.Of(happening.At.Stack, isExternal: false, happening.At.Process, happening.At.Time).Stack,
            ThreadOf(happening.At.Thread),
            _happeningKinds[index] ??= _builder.AddEventKind(HappeningKinds.NameOf(happening.Kind), HappeningKinds.Describe(happening.Kind)),
            happening.At.Cpu,
            HappeningKinds.WeightOf(happening))
        {
            Duration = happening.Range.Duration,
        });
    }

    private EventKindId WallClock => _wallClock ??= _builder.AddEventKind("wall clock"u8, new EventKind { Clock = EventClock.Wall, IsDefault = !_content.HasCpuSamples });

    private EventKindId CpuClock => _cpuClock ??= _builder.AddEventKind("cpu"u8, new EventKind { IsDefault = true });

    private ThreadId ThreadOf(int row)
    {
        TraceThread thread = _content.Threads[row];
        if (thread.StoreRow < 0)
        {
            int pid = thread.ProcessId ?? _content.Description.ProcessId;
            int tid = thread.Id is >= 0 and <= int.MaxValue ? (int)thread.Id : -1;
            byte[] name = thread.Name.Length > 0 ? thread.Name
                : _content.Processes[_content.ProcessRowOf(row)].Name is { Length: > 0 } process ? process
                : Encoding.UTF8.GetBytes(FormattableString.Invariant($"Thread ({thread.Id})"));
            thread.StoreRow = _builder.AddThread(name, pid, tid).Value;
        }

        return new ThreadId(thread.StoreRow);
    }

    private static string? TextOrNull(string text) => text.Length > 0 ? text : null;
}
