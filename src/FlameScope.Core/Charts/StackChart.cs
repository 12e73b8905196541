using FlameScope.Charts;

namespace FlameScope;

/// <summary>The stacks of a slice in the order of time: a lane for each thread, time to the right, callees below their callers.</summary>
/// <remarks>
/// Immutable. A sample stands for the time until its thread's next one, if that comes a sampling interval later, or else for one interval; one
/// that tells its duration lasts as long. A function that consecutive samples have under the same callers is one frame. Frames lie lane after
/// lane, by start, each directly before those that it called.
/// </remarks>
public sealed class StackChart
{
    internal const byte NoKind = byte.MaxValue;

    private readonly StackChartSpans _spans;

    internal StackChart(StackChartSpans spans, StackChartLane[] lanes, StackChartHead head)
    {
        _spans = spans;
        Lanes = Array.AsReadOnly(lanes);
        Head = head;
    }

    /// <summary>The threads, the busiest first.</summary>
    public IReadOnlyList<StackChartLane> Lanes { get; }

    /// <summary>Number of frames, over all lanes.</summary>
    public int Count => _spans.Starts.Length;

    /// <summary>Each frame's start, in nanoseconds of the profile's clock.</summary>
    public ReadOnlySpan<long> Starts => _spans.Starts;

    /// <summary>Each frame's end, in nanoseconds of the profile's clock.</summary>
    public ReadOnlySpan<long> Ends => _spans.Ends;

    /// <summary>Each frame's number of frames above it.</summary>
    public ReadOnlySpan<int> Depths => _spans.Depths;

    /// <summary>What each frame's samples add up to.</summary>
    public ReadOnlySpan<long> Values => _spans.Values;

    /// <summary>Each frame's name, as a row of <see cref="Names"/>; <see cref="StringId.Empty"/> for short frames that were joined to <c>other</c>.</summary>
    public ReadOnlySpan<StringId> NameIds => _spans.Names;

    /// <summary>Each frame's module, as a row of <see cref="Names"/>; <see cref="StringId.Empty"/> where there is none.</summary>
    public ReadOnlySpan<StringId> ModuleIds => _spans.Modules;

    /// <summary>The names of functions and modules.</summary>
    public Utf8Table Names => Head.Names;

    /// <summary>The times that the chart shows, in nanoseconds of the profile's clock: the slice's from its first to its last, or the whole profile's.</summary>
    public TimeRange Range => Head.Range;

    /// <summary>The instant that seconds are counted from (<see cref="Profile.Origin"/>), in nanoseconds of the profile's clock.</summary>
    public long ProfileOrigin => Head.ProfileOrigin;

    /// <summary>What the values are.</summary>
    public Metric Metric => Head.Metric;

    /// <summary>Name of the event shown; <c>all</c> where several are shown together.</summary>
    public string EventName => Head.EventName;

    /// <summary>The account of every event of the profile; samples of <see cref="ThreadsLeftOut"/> count as shown.</summary>
    public Coverage Coverage => Head.Coverage;

    /// <summary>How many threads of the slice have no lane (<see cref="StackChartOptions.MaxLanes"/>).</summary>
    public int ThreadsLeftOut => Head.ThreadsLeftOut;

    /// <summary>A frame by its place.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is out of range.</exception>
    public StackChartFrame this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return new StackChartFrame(this, index);
        }
    }

    /// <summary>Lays the stacks of a slice's samples out in time.</summary>
    /// <param name="slice">The samples, and what each adds; a profile by itself is its whole slice.</param>
    /// <param name="options">How the slice becomes a chart; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">
    /// The profile has no clock, or the chart would have more frames than <see cref="StackChartOptions.MaxFrames"/>; the message says what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the chart any more (<see cref="ProfileSlice.CancelledBy"/>).</exception>
    public static StackChart Create(ProfileSlice slice, StackChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(slice);
        options ??= new StackChartOptions();
        options.Check();
        slice.Profile.ThrowIfNoClock();
        using TimelineSlice timeline = new(slice);
        return new StackChartBuilder(timeline, options).Build();
    }

    internal StackChartHead Head { get; }

    /// <summary>The same chart without frames that are too short for who shows it.</summary>
    /// <param name="nanoseconds">See <see cref="StackChartOptions.MinNanoseconds"/>.</param>
    internal StackChart JoinedBelow(long nanoseconds)
    {
        if (nanoseconds <= 0)
        {
            return this;
        }

        List<StackChartSpan> spans = [];
        StackChartLane[] lanes = new StackChartLane[Lanes.Count];
        for (int i = 0; i < lanes.Length; i++)
        {
            int first = spans.Count;
            for (int frame = Lanes[i].First; frame < Lanes[i].End; frame++)
            {
                spans.Add(_spans[frame]);
            }

            ShortFrames.Join(spans, first, nanoseconds);
            lanes[i] = Lanes[i] with { First = first, End = spans.Count, Levels = StackChartSpans.LevelsOf(spans, first) };
        }

        return new StackChart(StackChartSpans.Of(spans), lanes, Head);
    }

    internal ReadOnlySpan<byte> NameOf(int frame) => _spans.Kinds[frame] == NoKind ? "other"u8 : Names[_spans.Names[frame]];

    internal ReadOnlySpan<byte> ModuleOf(int frame) => Names[_spans.Modules[frame]];

    internal FrameKind? KindOf(int frame) => _spans.Kinds[frame] == NoKind ? null : (FrameKind)_spans.Kinds[frame];
}
