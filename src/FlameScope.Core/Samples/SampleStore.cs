using FlameScope.Formats.Linux;
using FlameScope.Samples;
using Microsoft.Extensions.ObjectPool;

namespace FlameScope;

/// <summary>All samples of a profile as immutable columns sorted by time, with the tables that their ids point into.</summary>
/// <remarks>Safe to use from any number of threads. Spans stay valid as long as the store lives.</remarks>
public sealed partial class SampleStore
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly Frame[] _frames;
    private readonly ProfiledThread[] _threadTable;
    private readonly StringId[] _eventTable;
    private readonly long[] _times;
    private readonly StackId[] _stacks;
    private readonly ThreadId[] _threads;
    private readonly ushort[] _events;
    private readonly short[] _cpus;
    private readonly long[] _weights;
    private readonly BucketIndex _buckets;
    private readonly Lazy<StackOrder> _stackOrder;

    internal SampleStore(SampleStoreParts parts)
    {
        Strings = parts.Strings;
        StackTrie = parts.Stacks;
        Header = parts.Header;
        TimeAxis = parts.TimeAxis;
        Report = parts.Report;
        UniformWeight = parts.UniformWeight;
        _frames = parts.Frames;
        _threadTable = parts.ThreadTable;
        _eventTable = parts.EventTable;
        _times = parts.Times;
        _stacks = parts.SampleStacks;
        _threads = parts.SampleThreads;
        _events = parts.SampleEvents;
        _cpus = parts.Cpus;
        _weights = parts.Weights;
        Origin = parts.Origin ?? OriginOf(_times);
        _buckets = new BucketIndex(_times);
        _stackOrder = new Lazy<StackOrder>(() => new StackOrder(this));
        StackScratch = Samples.StackScratch.CreatePool(StackTrie.Count);
        _idleThreads = IdleLoop.ThreadsOf(this);
        _idleStacks = IdleLoop.StacksOf(this);
        _idleSamples = new Lazy<ulong[]?>(FindIdle);
        _stacklessSamples = new Lazy<ulong[]?>(FindStackless);
    }

    /// <summary>Number of samples.</summary>
    public int Count => _times.Length;

    /// <summary>Each sample's time in nanoseconds of the profile's clock, ascending.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>Each sample's stack.</summary>
    public ReadOnlySpan<StackId> Stacks => _stacks;

    /// <summary>Each sample's thread.</summary>
    public ReadOnlySpan<ThreadId> Threads => _threads;

    /// <summary>Each sample's CPU; -1 where the input does not tell.</summary>
    public ReadOnlySpan<short> Cpus => _cpus;

    /// <summary>Each sample's event, as the <see cref="EventKindId.Value"/> of its row.</summary>
    public ReadOnlySpan<ushort> Events => _events;

    /// <summary>Each sample's weight (perf: its period); empty where every sample weighs <see cref="UniformWeight"/>.</summary>
    public ReadOnlySpan<long> Weights => _weights;

    /// <summary>The weight of every sample where <see cref="Weights"/> is empty.</summary>
    public long UniformWeight { get; }

    /// <summary>The distinct strings.</summary>
    public Utf8Table Strings { get; }

    /// <summary>The distinct frames, by <see cref="FrameId"/>.</summary>
    public ReadOnlySpan<Frame> Frames => _frames;

    /// <summary>The distinct stacks.</summary>
    public StackTrie StackTrie { get; }

    /// <summary>The distinct threads, by <see cref="ThreadId"/>.</summary>
    public ReadOnlySpan<ProfiledThread> ThreadTable => _threadTable;

    /// <summary>The names of the kinds of events, by <see cref="EventKindId"/>, in the order in which the input has them.</summary>
    public ReadOnlySpan<StringId> EventTable => _eventTable;

    /// <summary>What the input says of the recording as a whole.</summary>
    public ProfileHeader Header { get; }

    /// <summary>What the samples' times mean.</summary>
    public TimeAxis TimeAxis { get; }

    /// <summary>The account of the input that the store was read from.</summary>
    public LoadReport Report { get; }

    /// <summary>Working memory for questions about stacks, kept as long as the store.</summary>
    internal ObjectPool<StackScratch> StackScratch { get; }

    /// <summary>The stacks as a call tree in its final order; worked out when it is first asked for.</summary>
    internal StackOrder StackOrder => _stackOrder.Value;

    /// <summary>From the first sample to one nanosecond past the last; empty, at 0, where there are no samples.</summary>
    public TimeRange TimeRange => _times.Length == 0
        ? default
        : new TimeRange(_times[0], _times[^1] < long.MaxValue ? _times[^1] + 1 : long.MaxValue);

    /// <summary>
    /// The instant that views count seconds from: the whole second at or before the earliest sample, idle ones included, in
    /// nanoseconds of the profile's clock; 0 where there are no samples.
    /// </summary>
    public long Origin { get; }

    /// <summary>The weight of one sample.</summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range where weights differ.</exception>
    public long WeightOf(int sample) => _weights.Length == 0 ? UniformWeight : _weights[sample];

    /// <summary>The samples inside a range of time, as a run of indices.</summary>
    /// <param name="range">Half-open range in nanoseconds; <see langword="null"/> for all samples.</param>
    /// <returns>The index of the first sample and the index behind the last; equal where the range holds none.</returns>
    /// <exception cref="InvalidOperationException">A range is given and the profile has no clock (<see cref="TimeAxis"/>).</exception>
    public (int First, int End) SamplesIn(TimeRange? range)
    {
        if (range is not TimeRange slice)
        {
            return (0, Count);
        }

        ThrowIfNoClock();
        return (_buckets.LowerBound(slice.Start), _buckets.LowerBound(slice.End));
    }

    /// <summary>Makes sure that times of this profile mean something.</summary>
    /// <exception cref="InvalidOperationException">The profile has no clock; the message says what to do.</exception>
    public void ThrowIfNoClock()
    {
        switch (TimeAxis)
        {
            case TimeAxis.None:
                throw new InvalidOperationException(
                    "The profile has no timestamps, so it has no heat map and no time slices; the flame graph of the whole works. "
                    + "Print the time as well: perf script -F +time.");
            case TimeAxis.Deltas:
                throw new InvalidOperationException(
                    "The profile's times are deltas to the sample before, which is no time axis, so it has no heat map and no "
                    + "time slices; the flame graph of the whole works. Print it without --deltatime.");
            default:
                break;
        }
    }

    private static long OriginOf(long[] times)
    {
        if (times.Length == 0)
        {
            return 0;
        }

        long intoSecond = ((times[0] % NanosecondsPerSecond) + NanosecondsPerSecond) % NanosecondsPerSecond;
        return times[0] < long.MinValue + intoSecond ? times[0] : times[0] - intoSecond;
    }
}
