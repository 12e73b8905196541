using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Formats;

/// <summary>Collects samples in any order and builds a <see cref="SampleStore"/> of them.</summary>
/// <remarks>
/// Names, frames, stacks, threads, event kinds and labels are interned: adding the same again returns the same id. Ids belong to
/// this builder and to the stores it builds. Not thread-safe.
/// </remarks>
public sealed partial class SampleStoreBuilder
{
    private const int BytesPerRow = 12 + HashIndex.BytesPerRow;

    private readonly Utf8Interner _strings = new();
    private readonly RowTableBuilder<Frame> _frames = new();
    private readonly StackTrieBuilder _stacks = new();
    private readonly RowTableBuilder<ProfiledThread> _threads = new();
    private readonly RowTableBuilder<StringId> _eventNames = new();
    private readonly List<EventKind> _eventKinds = [];
    private readonly RowTableBuilder<Label> _labelTable = new();
    private readonly List<Marker> _markers = [];

    /// <summary>Creates an empty builder.</summary>
    public SampleStoreBuilder() => _labelTable.Intern(default, 0, 0);

    /// <summary>How large the store may grow; checked by <see cref="ThrowIfOverLimits()"/>.</summary>
    public StoreLimits Limits { get; init; } = new();

    /// <summary>What the input says of the recording as a whole.</summary>
    public ProfileHeader Header { get; set; } = new();

    /// <summary>What the samples' times mean; <see cref="TimeAxis.Clock"/> unless set.</summary>
    public TimeAxis TimeAxis { get; set; }

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
    /// <exception cref="ArgumentOutOfRangeException">A string is not of this builder, or the line is negative.</exception>
    public FrameId AddFrame(Frame frame)
    {
        ThrowIfForeign(frame);
        return new FrameId(_frames.Intern(frame, frame.Symbol.Value, KeyOf(frame)));
    }

    /// <summary>Says what a frame is that was added before it was known; stacks that hold it show the new frame.</summary>
    /// <param name="id">The frame that was added.</param>
    /// <param name="frame">What it turned out to be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id or a string is not of this builder, or the line is negative.</exception>
    public void SetFrame(FrameId id, Frame frame)
    {
        ThrowIfNotBelow(id.Value, _frames.Rows.Length, nameof(id));
        ThrowIfForeign(frame);
        _frames.Replace(id.Value, frame, frame.Symbol.Value, KeyOf(frame));
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

    /// <summary>Names a thread whose name came after it was added; its samples bear the new name, those before included.</summary>
    /// <param name="id">The thread that was added.</param>
    /// <param name="command">Its name (comm) in UTF-8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not of this builder.</exception>
    public void SetThreadName(ThreadId id, ReadOnlySpan<byte> command)
    {
        ThrowIfNotBelow(id.Value, _threads.Rows.Length, nameof(id));
        ProfiledThread thread = _threads.Rows[id.Value] with { Command = _strings.Intern(command) };
        _threads.Replace(id.Value, thread, thread.Command.Value, KeyOf(thread));
    }

    /// <summary>Adds a kind of event.</summary>
    /// <param name="name">The kind's name in UTF-8, such as <c>cpu-clock:ppp</c>.</param>
    /// <param name="kind">
    /// What it counts, and in which unit; <see langword="null"/> for a sampled event whose samples are counted. Ignored where the
    /// kind was added before.
    /// </param>
    /// <exception cref="ProfileFormatException">There are 65,535 kinds of events already.</exception>
    public EventKindId AddEventKind(ReadOnlySpan<byte> name, EventKind? kind = null) => AddEventKind(name, _ => kind ?? new EventKind());

    internal EventKindId AddEventKind(ReadOnlySpan<byte> name, Func<ReadOnlySpan<byte>, EventKind> describe)
    {
        StringId text = _strings.Intern(name);
        int row = _eventNames.Intern(text, text.Value, 0);
        if (row >= ushort.MaxValue)
        {
            throw new ProfileFormatException($"The input has more than {ushort.MaxValue} kinds of events, the most that a profile holds.");
        }

        if (row == _eventKinds.Count)
        {
            _eventKinds.Add(describe(name) with { Name = text });
        }

        return new EventKindId(row);
    }

    /// <summary>Adds the set of labels that has one label more than another; start at <see cref="LabelSetId.Empty"/>.</summary>
    /// <param name="parent">The smaller set.</param>
    /// <param name="key">What the label is, in UTF-8, such as <c>endpoint</c>.</param>
    /// <param name="value">Its value in UTF-8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parent"/> is not of this builder.</exception>
    public LabelSetId AddLabel(LabelSetId parent, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        ThrowIfNotBelow(parent.Value, _labelTable.Rows.Length, nameof(parent));
        Label label = new(parent, _strings.Intern(key), _strings.Intern(value));
        return new LabelSetId(_labelTable.Intern(label, (parent.Value * 31) + label.Key.Value, label.Value.Value));
    }

    /// <summary>Adds something that happened and has no stack.</summary>
    /// <param name="marker">The marker; markers may come in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A string or the thread is not of this builder.</exception>
    public void AddMarker(in Marker marker)
    {
        ThrowIfNotBelow(marker.Name.Value, _strings.Count, nameof(marker));
        ThrowIfNotBelow(marker.Kind.Value, _strings.Count, nameof(marker));
        ThrowIfNotBelow(marker.Text.Value, _strings.Count, nameof(marker));
        if (marker.Thread is ThreadId thread)
        {
            ThrowIfNotBelow(thread.Value, _threads.Rows.Length, nameof(marker));
        }

        _markers.Add(marker);
    }

    /// <summary>Makes sure that the content is within <see cref="Limits"/>; formats call it every now and then.</summary>
    /// <exception cref="ProfileFormatException">A limit is passed; the message names it.</exception>
    public void ThrowIfOverLimits() => ThrowIfOverLimits(0);

    /// <param name="bytesBeside">Bytes that the caller holds beside the builder's own.</param>
    internal void ThrowIfOverLimits(long bytesBeside)
    {
        StoreLimits.Check("samples", SampleCount, Limits.MaxSamples, nameof(StoreLimits.MaxSamples));
        StoreLimits.Check("distinct strings", _strings.Count, Limits.MaxStrings, nameof(StoreLimits.MaxStrings));
        StoreLimits.Check("distinct frames", _frames.Rows.Length, Limits.MaxFrames, nameof(StoreLimits.MaxFrames));
        StoreLimits.Check("distinct stacks", _stacks.Count, Limits.MaxStacks, nameof(StoreLimits.MaxStacks));
        StoreLimits.Check("threads", _threads.Rows.Length, Limits.MaxThreads, nameof(StoreLimits.MaxThreads));
        StoreLimits.Check("markers", _markers.Count, Limits.MaxMarkers, nameof(StoreLimits.MaxMarkers));
        StoreLimits.Check("bytes of samples and tables", EstimatedBytes + bytesBeside, Limits.MaxMemoryBytes, nameof(StoreLimits.MaxMemoryBytes));
    }

    /// <summary>About how many bytes the content takes while it is being filled.</summary>
    internal long EstimatedBytes =>
        _strings.EstimatedBytes
        + ((long)(_frames.Rows.Length + _threads.Rows.Length + _stacks.Count + _labelTable.Rows.Length) * BytesPerRow)
        + ((long)_markers.Count * 48)
        + EstimatedSampleBytes;

    /// <summary>The frame of an id of this builder.</summary>
    internal Frame FrameOf(FrameId id) => _frames.Rows[id.Value];

    internal ReadOnlySpan<Frame> Frames => _frames.Rows;

    internal ReadOnlySpan<ProfiledThread> Threads => _threads.Rows;

    internal int StackCount => _stacks.Count;

    internal ReadOnlySpan<byte> StringOf(StringId id) => _strings[id];

    internal (StackId Parent, FrameId Frame) NodeOf(StackId stack) => (_stacks.ParentOf(stack), _stacks.FrameOf(stack));

    /// <summary>Whether a kind of event has been added already.</summary>
    internal bool HasEventKind(ReadOnlySpan<byte> name)
    {
        foreach (StringId known in _eventNames.Rows)
        {
            if (_strings[known].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private ThreadId AddThread(ProfiledThread thread) => new(_threads.Intern(thread, thread.Command.Value, KeyOf(thread)));

    private static int KeyOf(Frame frame) => (((frame.Module.Value << 3) ^ (int)frame.Kind) * 31) + (frame.File.Value * 17) + frame.Line;

    private static int KeyOf(ProfiledThread thread) => unchecked((thread.Tid * 31) + thread.Pid);

    private void ThrowIfForeign(Frame frame)
    {
        uint strings = (uint)_strings.Count;
        if ((uint)frame.Symbol.Value < strings && (uint)frame.Module.Value < strings && (uint)frame.File.Value < strings
            && (uint)frame.RawSymbol.Value < strings && frame.Line >= 0)
        {
            return;
        }

        ThrowIfNotBelow(frame.Symbol.Value, _strings.Count, nameof(frame));
        ThrowIfNotBelow(frame.Module.Value, _strings.Count, nameof(frame));
        ThrowIfNotBelow(frame.File.Value, _strings.Count, nameof(frame));
        ThrowIfNotBelow(frame.RawSymbol.Value, _strings.Count, nameof(frame));
        ArgumentOutOfRangeException.ThrowIfNegative(frame.Line, nameof(frame));
    }

    private static void ThrowIfNotBelow(int value, int count, string parameter)
    {
        if ((uint)value >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(parameter, value, $"The id is not of this builder, which has {count}.");
        }
    }
}
