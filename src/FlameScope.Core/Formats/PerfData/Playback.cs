using FlameScope.Formats.Linux;
using FlameScope.Symbols;

namespace FlameScope.Formats.PerfData;

/// <summary>Plays a recording in order of time: what each sample means depends on the threads and maps that there were when it was taken.</summary>
internal sealed class Playback
{
    private const int SamplesPerCheck = 64 * 1024;

    private readonly Recording _recording;
    private readonly SampleStoreBuilder _builder;
    private readonly LoadContext _context;
    private readonly Modules _modules;
    private readonly ThreadNames _threads;
    private readonly AddressSpace _kernel = new();
    private readonly Dictionary<int, AddressSpace> _spaces = [];
    private readonly StackResolver _stacks;
    private readonly ThreadSwitches _switches = new();
    private readonly CgroupSets _cgroups;
    private readonly IdleLoop _idle;
    private NamedThread?[] _threadsOfRows = [];
    private AddressSpace?[] _spacesOfRows = [];
    private EventKindId?[] _kinds = [];
    private bool[] _isSwitch = [];
    private bool[] _isSwitchCounter = [];
    private SideEvent[] _sideEvents = [];
    private int _nextSideEvent;
    private int _versions;
    private bool _isKernelKnown;

    public Playback(Recording recording, SampleStoreBuilder builder, LoadContext context)
    {
        _recording = recording;
        _builder = builder;
        _context = context;
        _modules = new Modules(recording.Features, context);
        _threads = new ThreadNames(builder);
        _cgroups = new CgroupSets(builder, recording.SideBand.Cgroups);
        _stacks = new StackResolver(builder, recording.Samples.Chains, _kernel, context);
        _idle = new IdleLoop(builder);
    }

    /// <summary>Plays all that has not been played.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        Describe();
        TakeSideEvents();
        AddSamples(null, cancellationToken);
        ApplyUntil(long.MaxValue, int.MaxValue);
        UnnamedCounts.Count(_builder, _stacks.Unnamed);
        _recording.SideBand.ReportLost(_context);
        _idle.Mark();
        _switches.Complete(_builder, _context);
    }

    /// <summary>Plays what has come of a recording that goes on, but for what may not be in order yet.</summary>
    public void RunSoFar()
    {
        // A file names its events at its end; a chain that is not complete yet may get its rest at any time.
        if (!_recording.IsPipe || _recording.Events.Count == 0 || _recording.Samples.HasDeferred)
        {
            return;
        }

        Describe();
        TakeSideEvents();
        AddSamples(_builder.TimeAxis == TimeAxis.Clock ? _recording.Samples.CompleteUntil : long.MaxValue, CancellationToken.None);
        UnnamedCounts.Count(_builder, _stacks.Unnamed);
        _recording.SideBand.ReportLostSoFar(_context);
        _idle.Mark();
        _switches.Advance(_builder, TimeSpan.Zero);
    }

    private void Describe()
    {
        _builder.Header = _recording.Features.Header;
        if (Enumerable.Range(0, _recording.Events.Count).Any(row => !_recording.Events[row].Has(SampleFields.Time)))
        {
            _builder.TimeAxis = TimeAxis.None;
            _builder.Header = _builder.Header with { TimelessAdvice = "Record the time as well: perf record --timestamp." };
        }

        SayWhatIsMissing();
        _context.Symbols.IsClockMonotonic = _recording.Events.Count > 0 && _recording.Events[0].IsMonotonic;
        int events = _recording.Events.Count;
        if (_kinds.Length < events)
        {
            Array.Resize(ref _kinds, events);
            _isSwitch = [.. Enumerable.Range(0, events).Select(row => _recording.Events.MayBeSwitch(row) && SwitchText.IsSwitch(_recording.Events.NameOf(row)))];
            _isSwitchCounter = [.. Enumerable.Range(0, events).Select(row => SwitchText.IsCounter(_recording.Events.NameOf(row)))];
        }
    }

    private void TakeSideEvents()
    {
        SideEvent[] taken = _recording.SideBand.TakeEvents();
        _sideEvents = [.. _sideEvents[_nextSideEvent..].Concat(taken).OrderBy(@event => @event.Time)];
        _nextSideEvent = 0;
        AddKernel();
        AddRuntimes(taken);
    }

    // Up to an instant, where the recording goes on. Those after it are kept for the next time.
    private void AddSamples(long? until, CancellationToken cancellationToken)
    {
        SampleLog log = _recording.Samples;
        _stacks.Grow();
        Array.Resize(ref _threadsOfRows, log.ThreadCount);
        Array.Resize(ref _spacesOfRows, log.ThreadCount);

        int[]? order = TimeOrder.Of(log.Times);
        int played = 0;
        for (; played < log.Count; played++)
        {
            int sample = order is null ? played : order[played];
            long time = log.Times[sample];
            if (time > until)
            {
                break;
            }

            if (played % SamplesPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _builder.ThrowIfOverLimits(log.EstimatedBytes);
            }

            Add(log, sample, time);
        }

        if (until is not null)
        {
            int[] kept = order is null ? [.. Enumerable.Range(played, log.Count - played)] : order[played..];
            Array.Sort(kept);
            log.Keep(kept);
        }
    }

    private void Add(SampleLog log, int sample, long time)
    {
        int number = log.NumberOf(sample);
        ApplyUntil(time, number);
        int row = log.Threads[sample];
        (int pid, int tid) = log.ThreadOf(row);
        NamedThread thread = _threadsOfRows[row] ??= _threads[tid];
        AddressSpace space = _spacesOfRows[row] ??= SpaceOf(pid);
        int @event = log.Events[sample];
        EventKindId kind = _kinds[@event] ??= PerfEvents.Add(_builder, _recording.Events.NameOf(@event));
        AddSwitch(number, @event, time, tid);
        _builder.AddSample(new SampleRecord(
            time, _stacks.Resolve(log.ChainNodes[sample], space, time), _threads.Of(thread, pid, tid), kind, log.Cpus[sample], log.PeriodOf(sample))
        {
            Labels = sample < log.Cgroups.Length ? _cgroups.Of(log.Cgroups[sample]) : LabelSetId.Empty,
        });
    }

    private void AddSwitch(int number, int @event, long time, int tid)
    {
        if (_isSwitch[@event] && _recording.Switches.TakeNextOf(number) is int next)
        {
            _switches.Add(time, _builder.SampleCount, tid, next);
        }
        else if (_isSwitchCounter[@event])
        {
            _switches.AddCounted(time, _builder.SampleCount, tid);
        }
    }

    private void SayWhatIsMissing()
    {
        if (Enumerable.Range(0, _recording.Events.Count).Any(row => _recording.Events[row] is { ExcludesUserChain: true } @event && @event.Has(SampleFields.UserStack)))
        {
            _context.AddNote(
                "The recording was made with --call-graph dwarf: it has users' stacks as bytes, which are not unwound, so that of each its innermost function alone is shown. "
                + "Record with frame pointers (perf record --call-graph fp), or print it as text (perf script).");
        }

        if (_recording.Features.IsSimpleperf)
        {
            _context.AddNote(
                "The recording was made by Android's simpleperf, whose own list of symbols in it is not read: names come from files alone. "
                + "Print it as text for all names: report_sample.py, of simpleperf's scripts.");
        }
    }

    // The names of the kernel's modules are among its own, so that they are found by its build id.
    private void AddKernel()
    {
        if (!_isKernelKnown
            && Array.Find(_sideEvents, @event => @event is MapEvent { Pid: -1 } map && map.Name.AsSpan().StartsWith("[kernel.kallsyms]"u8)) is MapEvent kernel)
        {
            _modules.OfKernel(kernel);
            _isKernelKnown = true;
        }
    }

    private void AddRuntimes(SideEvent[] taken)
    {
        foreach (SideEvent @event in taken.OrderBy(@event => @event.Time))
        {
            if (@event is ContainerEvent { Pid: >= 0 } container)
            {
                _context.Symbols.AddContainer(container.Pid);
            }
            else if (@event is MapEvent { Pid: >= 0 } map && Modules.IsJitDump(map.Name))
            {
                _context.Symbols.AddJitDump(map.Pid, System.Text.Encoding.UTF8.GetString(map.Name));
            }
        }
    }

    // Everything that was before a sample, or at the same time and before it in the file.
    private void ApplyUntil(long time, int sample)
    {
        while (_nextSideEvent < _sideEvents.Length && _sideEvents[_nextSideEvent] is { } @event
            && (@event.Time < time || (@event.Time == time && @event.SamplesBefore <= sample)))
        {
            Apply(@event);
            _nextSideEvent++;
        }
    }

    private void Apply(SideEvent @event)
    {
        switch (@event)
        {
            case SwitchEvent @switch:
                _switches.AddRecord(@switch.Time, _threads.Of(_threads[@switch.Tid], @switch.Pid, @switch.Tid), @switch.Tid, @switch.IsOut);
                break;
            case CommandEvent command:
                _threads.SetName(command.Tid, command.Name);
                break;
            case ForkEvent fork:
                Apply(fork);
                break;
            case MapEvent { Pid: -1 } map:
                _kernel.Add(new Mapping(map.Start, EndOf(map.Start, map.Length), map.PageOffset, _modules.OfKernel(map)), ++_versions);
                break;
            case MapEvent map:
                SpaceOf(map.Pid).Add(new Mapping(map.Start, EndOf(map.Start, map.Length), map.PageOffset, _modules.Of(map)), ++_versions);
                break;
            case KernelSymbolEvent { IsRemoved: true } symbol:
                _kernel.Remove(symbol.Start, EndOf(symbol.Start, symbol.Length), ++_versions);
                break;
            case KernelSymbolEvent symbol:
                _kernel.Add(new Mapping(symbol.Start, EndOf(symbol.Start, symbol.Length), 0, _modules.OfFunction(symbol.Name)), ++_versions);
                break;
            default:
                break;
        }
    }

    private void Apply(ForkEvent fork)
    {
        _threads.Fork(fork.Tid, fork.ParentTid);
        if (fork.Pid == fork.ParentPid)
        {
            return;
        }

        // A process that perf found running gets its maps from records of their own.
        SpaceOf(fork.Pid).CopyFrom(fork.IsSynthesized ? new AddressSpace() : SpaceOf(fork.ParentPid));
    }

    private AddressSpace SpaceOf(int pid)
    {
        if (!_spaces.TryGetValue(pid, out AddressSpace? space))
        {
            _spaces.Add(pid, space = new AddressSpace());
        }

        return space;
    }

    private static ulong EndOf(ulong start, ulong length) => length > ulong.MaxValue - start ? ulong.MaxValue : start + length;
}
