using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats;

/// <summary>Collects samples in any order and builds a <see cref="SampleStore"/> of them.</summary>
/// <remarks>
/// Names, frames, stacks, threads and events are interned: adding the same again returns the same id. Ids belong to this
/// builder and to the stores it builds. Not thread-safe.
/// </remarks>
public sealed partial class SampleStoreBuilder
{
    private readonly Utf8Interner _strings = new();
    private readonly RowTableBuilder<Frame> _frames = new();
    private readonly StackTrieBuilder _stacks = new();
    private readonly RowTableBuilder<ProfiledThread> _threads = new();
    private readonly RowTableBuilder<StringId> _events = new();
    private Column<long> _times = new();
    private Column<StackId> _sampleStacks = new();
    private Column<ThreadId> _sampleThreads = new();
    private Column<short> _cpus = new();
    private Column<ushort> _sampleEvents = new();
    private Column<long> _weights = new();
    private long _uniformWeight = 1;

    /// <summary>What the input says of the recording as a whole.</summary>
    public ProfileHeader Header { get; set; } = new();

    /// <summary>What the samples' times mean; <see cref="TimeAxis.Clock"/> unless set.</summary>
    public TimeAxis TimeAxis { get; set; }

    /// <summary>Number of samples added so far.</summary>
    public int SampleCount => _times.Count;

    /// <summary>Adds a string.</summary>
    /// <param name="text">UTF-8 bytes; kept as they are, valid or not.</param>
    public StringId AddString(ReadOnlySpan<byte> text) => _strings.Intern(text);

    /// <summary>Adds a frame.</summary>
    /// <param name="symbol">The function's name in UTF-8; <c>[unknown]</c> where there is none.</param>
    /// <param name="module">The file the code came from, in UTF-8; empty where unknown.</param>
    /// <param name="kind">Where the code comes from.</param>
    public FrameId AddFrame(ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module, FrameKind kind) =>
        AddFrame(new Frame(_strings.Intern(symbol), _strings.Intern(module), kind));

    /// <summary>Adds a frame of strings that this builder already has.</summary>
    /// <param name="frame">The frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">A string is not of this builder.</exception>
    public FrameId AddFrame(Frame frame)
    {
        ThrowIfNotBelow(frame.Symbol.Value, _strings.Count, nameof(frame));
        ThrowIfNotBelow(frame.Module.Value, _strings.Count, nameof(frame));
        return new FrameId(_frames.Intern(frame, frame.Symbol.Value, (frame.Module.Value << 3) ^ (int)frame.Kind));
    }

    /// <summary>Adds the stack that calls one more frame than another; start at <see cref="StackId.Empty"/>, root first.</summary>
    /// <param name="parent">The stack of the caller.</param>
    /// <param name="frame">The called frame.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stack or the frame is not of this builder.</exception>
    public StackId AddStack(StackId parent, FrameId frame)
    {
        ThrowIfNotBelow(parent.Value, _stacks.Count, nameof(parent));
        ThrowIfNotBelow(frame.Value, _frames.Rows.Length, nameof(frame));
        return _stacks.Intern(parent, frame);
    }

    /// <summary>Adds a thread.</summary>
    /// <param name="command">The thread's name (comm) in UTF-8; empty where there is none.</param>
    /// <param name="pid">The process; -1 where unknown.</param>
    /// <param name="tid">The operating system's thread id; -1 where unknown.</param>
    public ThreadId AddThread(ReadOnlySpan<byte> command, int pid, int tid) =>
        AddThread(new ProfiledThread(_strings.Intern(command), pid, tid));

    /// <summary>Adds a kind of event; the first one added is the one that views show by default.</summary>
    /// <param name="name">The event's name in UTF-8, such as <c>cpu-clock:ppp</c>.</param>
    /// <exception cref="ProfileFormatException">There are 65,535 kinds of events already.</exception>
    public EventKindId AddEvent(ReadOnlySpan<byte> name)
    {
        StringId text = _strings.Intern(name);
        int row = _events.Intern(text, text.Value, 0);
        return row < ushort.MaxValue
            ? new EventKindId(row)
            : throw new ProfileFormatException($"The input has more than {ushort.MaxValue} kinds of events, the most that a profile holds.");
    }

    /// <summary>Adds one sample.</summary>
    /// <param name="time">Nanoseconds on the profile's clock; samples may come in any order.</param>
    /// <param name="stack">The stack; <see cref="StackId.Empty"/> for a sample without frames.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="event">The kind of event.</param>
    /// <param name="cpu">The CPU, 0 to 32,767; -1 where unknown.</param>
    /// <param name="weight">What the sample stands for in the event's unit (perf: the period); 1 where unknown.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not of this builder, or <paramref name="cpu"/> is out of range.</exception>
    public void AddSample(long time, StackId stack, ThreadId thread, EventKindId @event, int cpu = -1, long weight = 1)
    {
        ThrowIfNotBelow(stack.Value, _stacks.Count, nameof(stack));
        ThrowIfNotBelow(thread.Value, _threads.Rows.Length, nameof(thread));
        ThrowIfNotBelow(@event.Value, _events.Rows.Length, nameof(@event));
        ArgumentOutOfRangeException.ThrowIfLessThan(cpu, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cpu, short.MaxValue);
        AddWeight(weight);
        if (_times.Count > 0 && time < _times[_times.Count - 1])
        {
            BackwardSteps++;
        }

        _times.Add(time);
        _sampleStacks.Add(stack);
        _sampleThreads.Add(thread);
        _sampleEvents.Add((ushort)@event.Value);
        _cpus.Add((short)cpu);
    }

    /// <summary>The frame of an id of this builder.</summary>
    internal Frame FrameOf(FrameId id) => _frames.Rows[id.Value];

    /// <summary>Whether a kind of event has been added already.</summary>
    internal bool HasEvent(ReadOnlySpan<byte> name)
    {
        foreach (StringId known in _events.Rows)
        {
            if (_strings[known].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How often a sample came that is earlier than the one before it.</summary>
    internal int BackwardSteps { get; private set; }

    /// <summary>The time of the sample that came first; <see langword="null"/> before it.</summary>
    internal long? FirstTime => _times.Count > 0 ? _times[0] : null;

    private ThreadId AddThread(ProfiledThread thread) =>
        new(_threads.Intern(thread, thread.Command.Value, unchecked((thread.Tid * 31) + thread.Pid)));

    // Most recordings have one weight throughout (a fixed frequency or period): no column for those.
    private void AddWeight(long weight)
    {
        int samples = _times.Count;
        if (samples == 0)
        {
            _uniformWeight = weight;
        }
        else if (_weights.Count == 0 && weight != _uniformWeight)
        {
            for (int i = 0; i < samples; i++)
            {
                _weights.Add(_uniformWeight);
            }
        }

        if (_weights.Count > 0)
        {
            _weights.Add(weight);
        }
    }

    private static void ThrowIfNotBelow(int value, int count, string parameter)
    {
        if ((uint)value >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"The id is not of this builder, which has {count}.");
        }
    }
}
