using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope;

/// <summary>All samples of a profile in memory, as immutable columns sorted by time.</summary>
/// <remarks>Safe to use from any number of threads. Spans stay valid as long as the store lives.</remarks>
public sealed partial class SampleStore : Profile
{
    private readonly SampleBlock _block;

    internal SampleStore(ProfileTables tables, SampleColumns columns, long? origin = null)
        : this(tables, new SampleBlock(columns), origin)
    {
    }

    private SampleStore(ProfileTables tables, SampleBlock block, long? origin)
        : base(tables, block.Count == 0 ? [] : [block], origin) => _block = block;

    /// <summary>Each sample's time in nanoseconds of the profile's clock, ascending.</summary>
    public ReadOnlySpan<long> Times => _block.Times;

    /// <summary>Each sample's stack.</summary>
    public ReadOnlySpan<StackId> Stacks => _block.Stacks;

    /// <summary>Each sample's thread.</summary>
    public ReadOnlySpan<ThreadId> Threads => _block.Threads;

    /// <summary>Each sample's CPU; -1 where the input does not tell.</summary>
    public ReadOnlySpan<short> Cpus => _block.Cpus;

    /// <summary>Each sample's kind of event, as the <see cref="EventKindId.Value"/> of its row.</summary>
    public ReadOnlySpan<ushort> Events => _block.EventKinds;

    /// <summary>Each sample's weight (perf: its period); empty where every sample weighs <see cref="UniformWeight"/>.</summary>
    public ReadOnlySpan<long> Weights => _block.Weights.All;

    /// <summary>Whether every sample weighs <see cref="UniformWeight"/>: then <see cref="Weights"/> is empty, and no sample has a duration.</summary>
    public bool HasUniformWeight => !_block.Weights.HasOthers && !_block.HasDurations;

    /// <summary>The weight of every sample where <see cref="Weights"/> is empty.</summary>
    public long UniformWeight => _block.Weights.Usual;

    /// <summary>How long each sample lasts in nanoseconds, 0 for an instant; empty where no sample has a duration.</summary>
    public ReadOnlySpan<long> Durations => _block.Durations.All;

    /// <summary>Each sample's labels; empty where no sample has any.</summary>
    public ReadOnlySpan<LabelSetId> Labels => _block.Labels;

    /// <summary>The weight of one sample; its duration where it has one.</summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range where weights differ.</exception>
    public long WeightOf(int sample) => _block.WeightOf(sample);

    /// <summary>Whether a sample is idle: its format says that the CPU or the runtime had nothing to do.</summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range.</exception>
    public bool IsIdle(int sample) => _block.Idle is ulong[] idle && Bits.IsSet(idle, sample);

    /// <summary>Whether a sample is waiting: its format says that the thread was sampled while it waited.</summary>
    /// <param name="sample">Index of a sample.</param>
    /// <exception cref="IndexOutOfRangeException"><paramref name="sample"/> is out of range.</exception>
    public bool IsWaiting(int sample) => _block.Waiting is ulong[] waiting && Bits.IsSet(waiting, sample);

    /// <summary>The samples that begin inside a range of time, as a run of indices.</summary>
    /// <param name="range">Half-open range in nanoseconds; <see langword="null"/> for all samples.</param>
    /// <returns>The index of the first sample and the index after the last; equal where the range holds none.</returns>
    /// <exception cref="InvalidOperationException">A range is given and the profile has no clock (<see cref="TimeAxis"/>).</exception>
    public (int First, int End) SamplesIn(TimeRange? range)
    {
        if (range is not TimeRange slice)
        {
            return (0, Count);
        }

        ThrowIfNoClock();
        return (_block.LowerBound(slice.Start), _block.LowerBound(slice.End));
    }

    internal override SampleStore ToStore() => this;
}
