using FlameScope.Samples;
using Microsoft.Extensions.ObjectPool;

namespace FlameScope;

/// <summary>The samples of a profile as blocks of columns over shared tables: what every view is made from.</summary>
/// <remarks>
/// Safe to use from any number of threads; nothing in it changes. <see cref="SampleStore"/> has all samples in memory, in one block.
/// </remarks>
public abstract class Profile
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly ProfileTables _tables;
    private readonly SampleBlock[] _blocks;
    private readonly Lazy<StackOrder> _stackOrder;

    /// <param name="tables">The tables.</param>
    /// <param name="blocks">The blocks in order of time; none is empty.</param>
    /// <param name="origin">What seconds are counted from, where it is not a matter of these samples alone.</param>
    /// <param name="last">A profile that may have the same stacks: what was worked out of them is then shared.</param>
    private protected Profile(ProfileTables tables, SampleBlock[] blocks, long? origin, Profile? last = null)
    {
        _tables = tables;
        _blocks = blocks;
        TimeRange = blocks.Length == 0 ? default : new TimeRange(blocks[0].Times[0], blocks.Max(block => block.End));
        Origin = origin ?? WholeSecondAt(TimeRange.Start);
        DefaultEventKind = new EventKindId(DefaultOf(tables.EventKinds));
        bool isKnown = last?._tables.Stacks == tables.Stacks && last._tables.Frames == tables.Frames;
        StackScratch = isKnown ? last!.StackScratch : Samples.StackScratch.CreatePool(tables.Stacks.Count);
        _stackOrder = isKnown ? last!._stackOrder : new Lazy<StackOrder>(() => new StackOrder(_tables));
        foreach (SampleBlock block in blocks)
        {
            Count += block.Count;
        }
    }

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>The distinct strings.</summary>
    public Utf8Table Strings => _tables.Strings;

    /// <summary>The distinct frames, by <see cref="FrameId"/>.</summary>
    public ReadOnlySpan<Frame> Frames => _tables.Frames;

    /// <summary>The distinct stacks.</summary>
    public StackTrie StackTrie => _tables.Stacks;

    /// <summary>The distinct threads, by <see cref="ThreadId"/>.</summary>
    public ReadOnlySpan<ProfiledThread> ThreadTable => _tables.Threads;

    /// <summary>The kinds of events, by <see cref="EventKindId"/>, in the order in which the input has them.</summary>
    public ReadOnlySpan<EventKind> EventKinds => _tables.EventKinds;

    /// <summary>The kind of event that views show where none is asked for; row 0 where there are no kinds.</summary>
    public EventKindId DefaultEventKind { get; }

    /// <summary>The distinct sets of labels, by <see cref="LabelSetId"/>; row 0 is the empty set and means nothing.</summary>
    public ReadOnlySpan<Label> LabelTable => _tables.Labels;

    /// <summary>What happened beside the samples, by start.</summary>
    public ReadOnlySpan<Marker> Markers => _tables.Markers;

    /// <summary>What the input says of the recording as a whole.</summary>
    public ProfileHeader Header => _tables.Header;

    /// <summary>What the samples' times mean.</summary>
    public TimeAxis TimeAxis => _tables.TimeAxis;

    /// <summary>The account of the input that the profile was read from.</summary>
    public LoadReport Report => _tables.Report;

    /// <summary>About how many bytes of memory the samples and tables take; views and what they keep are not in it.</summary>
    public long EstimatedBytes => _blocks.Sum(static block => block.EstimatedBytes) + _tables.EstimatedBytes;

    /// <summary>From the first sample to one nanosecond past the last, durations included; empty, at 0, where there are no samples.</summary>
    public TimeRange TimeRange { get; }

    /// <summary>
    /// The instant that views count seconds from: the whole second at or before the earliest sample, idle ones included, in
    /// nanoseconds of the profile's clock; 0 where there are no samples.
    /// </summary>
    public long Origin { get; }

    /// <summary>The samples, block after block in order of time.</summary>
    internal ReadOnlySpan<SampleBlock> Blocks => _blocks;

    /// <summary>Tables of strings are one where profiles are parts of one.</summary>
    internal object Source => _tables.Strings;

    /// <summary>All samples in one block; a store is its own.</summary>
    internal abstract SampleStore ToStore();

    private protected ProfileTables Tables => _tables;

    /// <summary>Working memory for questions about stacks, kept as long as the profile.</summary>
    internal ObjectPool<StackScratch> StackScratch { get; }

    /// <summary>The stacks as a call tree in its final order; worked out when it is first asked for.</summary>
    internal StackOrder StackOrder => _stackOrder.Value;

    /// <summary>Makes sure that times of this profile mean something.</summary>
    /// <exception cref="InvalidOperationException">The profile has no clock; the message says what to do.</exception>
    public void ThrowIfNoClock()
    {
        switch (TimeAxis)
        {
            case TimeAxis.None:
                throw new InvalidOperationException(
                    "The profile has no timestamps, so it has no heat map and no time slices; the flame graph of the whole works. "
                    + (Header.TimelessAdvice ?? "Record it in a format that keeps the time of each sample."));
            case TimeAxis.Deltas:
                throw new InvalidOperationException(
                    "The profile's times are deltas to the sample before, which is no time axis, so it has no heat map and no "
                    + "time slices; the flame graph of the whole works. " + (Header.TimelessAdvice ?? "Record it with absolute times."));
            default:
                break;
        }
    }

    /// <summary>A range of time from seconds after <see cref="Origin"/>, as views show them.</summary>
    /// <param name="start">Seconds from the origin to the first instant inside the range.</param>
    /// <param name="end">Seconds from the origin to the first instant after the range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite or beyond 292 years, or the range ends before it starts.</exception>
    public TimeRange RangeOfSeconds(double start, double end) => new(TimeOfSeconds(start), TimeOfSeconds(end));

    /// <summary>A range of time from spans after <see cref="Origin"/>.</summary>
    /// <param name="start">From the origin to the first instant inside the range.</param>
    /// <param name="end">From the origin to the first instant after the range.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range ends before it starts.</exception>
    public TimeRange RangeOf(TimeSpan start, TimeSpan end) => new(TimeAfterOrigin((Int128)start.Ticks * 100), TimeAfterOrigin((Int128)end.Ticks * 100));

    /// <summary>A range of time as people name it.</summary>
    /// <param name="from">The first instant inside the range; <see langword="null"/> for the origin.</param>
    /// <param name="to">The first instant after the range; <see langword="null"/> for the end of the profile.</param>
    /// <returns>The range on the profile's clock; <see langword="null"/>, the whole profile, where neither is given.</returns>
    /// <exception cref="ArgumentException">
    /// The range ends before it starts, or no part of it lies in the seconds that the profile lasts; the message tells the profile's bounds.
    /// </exception>
    /// <exception cref="InvalidOperationException">The profile has no clock, or it is not tied to the wall clock, which a time is of.</exception>
    public TimeRange? RangeOf(ProfileTime? from, ProfileTime? to)
    {
        if (from is null && to is null)
        {
            return null;
        }

        ThrowIfNoClock();
        long start = from?.ResolveIn(this) ?? Math.Min(Origin, to!.Value.ResolveIn(this));
        long end = to?.ResolveIn(this) ?? Math.Max(start, TimeRange.End);
        if (end < start)
        {
            throw new ArgumentException($"The slice ends at {to} before it starts at {from}.");
        }

        // Heat maps show whole seconds: a slice of one that has no samples is no mistake.
        ProfileTime form = from ?? to!.Value;
        Int128 lastSecond = Origin + (((Int128)TimeRange.End - Origin + NanosecondsPerSecond - 1) / NanosecondsPerSecond * NanosecondsPerSecond);
        return Count > 0 && (start >= lastSecond || end < Origin)
            ? throw new ArgumentException(
                $"The slice from {from?.ToString() ?? "the start"} to {to?.ToString() ?? "the end"} lies outside the recording, "
                + $"which lasts from {form.Describe(this, TimeRange.Start)} to {form.Describe(this, TimeRange.End)}.")
            : new TimeRange(start, end);
    }

    /// <summary>The wall-clock time of an instant, or <see langword="null"/> where the input does not tie the two together.</summary>
    /// <param name="time">Nanoseconds of the profile's clock.</param>
    public DateTimeOffset? WallClockOf(long time) => Header.WallClockOf(time);

    /// <summary>The instant of a wall-clock time, or <see langword="null"/> where the input does not tie the two together.</summary>
    /// <param name="time">A time of the wall clock.</param>
    /// <returns>Nanoseconds of the profile's clock, to 100 ns; saturates at the ends of <see cref="long"/>.</returns>
    public long? TimeOf(DateTimeOffset time) => Header.TimeOf(time);

    /// <summary>The earlier whole second; stays where that cannot be expressed.</summary>
    internal static long WholeSecondAt(long time)
    {
        long intoSecond = ((time % NanosecondsPerSecond) + NanosecondsPerSecond) % NanosecondsPerSecond;
        return time < long.MinValue + intoSecond ? time : time - intoSecond;
    }

    private static int DefaultOf(EventKind[] kinds)
    {
        int marked = Array.FindIndex(kinds, kind => kind.IsDefault);
        return marked >= 0 ? marked : Math.Max(0, Array.FindIndex(kinds, kind => kind.Clock != EventClock.OffCpu));
    }

    private long TimeOfSeconds(double seconds)
    {
        if (!double.IsFinite(seconds) || Math.Abs(seconds) > long.MaxValue / 1e9)
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "Seconds are a finite number within 292 years.");
        }

        // A decimal takes the digits that a person wrote rather than their nearest binary fraction.
        return TimeAfterOrigin((Int128)Math.Round((decimal)seconds * NanosecondsPerSecond));
    }

    private long TimeAfterOrigin(Int128 nanoseconds) => (long)Int128.Clamp(Origin + nanoseconds, long.MinValue, long.MaxValue);
}
