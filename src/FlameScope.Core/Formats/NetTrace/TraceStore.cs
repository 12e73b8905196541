using System.Text;

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
        long ofRecorder = 0;
        TraceSamples samples = _content.Samples;
        _builder.Reserve(samples.Count + happenings.Count(happening => happening.At.Stack != 0));
        for (int chunk = 0; chunk < samples.ChunkCount; chunk++)
        {
            ofRecorder += Fill(samples.Chunk(chunk), happenings, ref next);
            _builder.ThrowIfOverLimits(_content.EstimatedBytes);
        }

        while (next < happenings.Count)
        {
            Add(happenings[next++]);
        }

        _context.AddLeftOut(ofRecorder);
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

    // How many of them are of threads that recorded.
    private long Fill(ReadOnlySpan<TraceSample> samples, List<Happening> happenings, ref int next)
    {
        long ofRecorder = 0;
        foreach (ref readonly TraceSample sample in samples)
        {
            // Samples that come in order stay so: the store need not sort them.
            while (next < happenings.Count && happenings[next].Range.Start <= sample.Time)
            {
                Add(happenings[next++]);
            }

            if (_content.Threads[sample.Thread].IsOfRecorder)
            {
                ofRecorder++;
            }
            else
            {
                Add(sample);
            }
        }

        return ofRecorder;
    }

    private void Add(in TraceSample sample)
    {
        ResolvedStack stack = _resolver.Of(sample.Stack, _content.ProcessRowOf(sample.Thread), sample.Time);
        bool isExternal = sample.State == SampleState.External;
        _builder.AddSample(new SampleRecord(
            sample.Time,
            isExternal && !stack.IsWaiting ? _resolver.InNative(stack.Stack) : stack.Stack,
            ThreadOf(sample.Thread),
            sample.State == SampleState.OnCpu ? CpuClock : WallClock,
            sample.Cpu,
            sample.Weight)
        {
            Labels = new LabelSetId(sample.Labels),
            Activity = isExternal && stack.IsWaiting ? SampleActivity.Waiting : SampleActivity.Working,
        });
    }

    private void Add(in Happening happening)
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
        _builder.AddSample(new SampleRecord(
            happening.Range.Start,
            _resolver.Of(happening.At.Stack, happening.At.Process, happening.At.Time).Stack,
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
