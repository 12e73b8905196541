using System.Runtime.CompilerServices;
using FlameScope.Columns;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    private const int BytesPerSample = 18;

    private const short NoCpu = -1;

    // Ranges end after their last sample: there has to be an instant after it.
    private const long LatestTime = long.MaxValue - 1;

    private Column<long> _times = new();
    private Column<StackId> _sampleStacks = new();
    private Column<ThreadId> _sampleThreads = new();
    private Column<ushort> _sampleEvents = new();
    private RareColumn _weights = new(usual: 1);

    // As long as up to the last sample or stack that needs them.
    private Column<short> _cpus = new();
    private RareColumn _durations = new(usual: 0);
    private Column<LabelSetId> _labels = new();
    private Column<byte> _activities = new();
    private Column<byte> _stackActivities = new();

    /// <summary>Number of samples added so far.</summary>
    public int SampleCount => _times.Count;

    /// <summary>Adds one sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An id is not of this builder, the CPU is out of range, the weight or the duration is negative, or the sample ends after the last
    /// instant there is.
    /// </exception>
    public void AddSample(in SampleRecord sample)
    {
        // One branch for what nearly all samples pass.
        if ((uint)sample.Stack.Value >= (uint)_stacks.Count
            || (uint)sample.Thread.Value >= (uint)_threads.Rows.Length
            || (uint)sample.EventKind.Value >= (uint)_eventKinds.Count
            || (uint)(sample.Cpu + 1) > short.MaxValue + 1
            || (sample.Weight | sample.Duration) < 0)
        {
            ThrowWhatIsWrong(sample);
        }

        if (sample.Duration != 0 || sample.Labels != LabelSetId.Empty || sample.Activity != SampleActivity.Working)
        {
            AddRareColumns(sample);
        }

        Add(
            sample.Time,
            sample.Stack,
            sample.Thread,
            sample.EventKind.Value,
            sample.Cpu,
            sample.Duration == 0 ? sample.Weight : sample.Duration);
    }

    /// <summary>Marks all samples of a stack as idle: those added before and after, unless a sample says something else of itself.</summary>
    /// <param name="stack">The stack.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stack"/> is not of this builder.</exception>
    public void MarkIdle(StackId stack) => Mark(stack, SampleActivity.Idle);

    /// <summary>Marks a sample as idle.</summary>
    /// <param name="sample">The sample, by its place in the order in which samples were added.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public void MarkIdle(int sample) => Mark(sample, SampleActivity.Idle);

    /// <summary>Marks all samples of a stack as waiting: those added before and after, unless a sample says something else of itself.</summary>
    /// <param name="stack">The stack.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stack"/> is not of this builder.</exception>
    public void MarkWaiting(StackId stack) => Mark(stack, SampleActivity.Waiting);

    /// <summary>Marks a sample as waiting.</summary>
    /// <param name="sample">The sample, by its place in the order in which samples were added.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public void MarkWaiting(int sample) => Mark(sample, SampleActivity.Waiting);

    /// <summary>How often a sample came that is earlier than the one before it.</summary>
    internal int BackwardSteps { get; private set; }

    /// <summary>The time of the sample that came first; <see langword="null"/> before it.</summary>
    internal long? FirstTime => _firstTaken ?? (_times.Count > 0 ? _times[0] : null);

    /// <summary>The earliest time of a sample so far; <see langword="null"/> before the first.</summary>
    internal long? EarliestTime
    {
        get
        {
            long earliest = long.MaxValue;
            foreach (long time in _times.Values)
            {
                earliest = Math.Min(earliest, time);
            }

            return _times.Count > 0 ? earliest : null;
        }
    }

    internal ReadOnlySpan<long> SampleTimes => _times.Values;

    internal ReadOnlySpan<ThreadId> SampleThreads => _sampleThreads.Values;

    internal ReadOnlySpan<StackId> SampleStacks => _sampleStacks.Values;

    internal LabelSetId LabelsOf(int sample) => ValueAt(_labels, sample);

    private long EstimatedSampleBytes =>
        ((long)SampleCount * BytesPerSample) + ((long)_cpus.Count * sizeof(short)) + _weights.EstimatedBytes + _durations.EstimatedBytes
        + ((long)_labels.Count * sizeof(int)) + _activities.Count + _stackActivities.Count;

    // What every sample has.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(long time, StackId stack, ThreadId thread, int kind, int cpu, long weight)
    {
        int count = _times.Count;
        if (count == 0)
        {
            // Most recordings have one weight throughout (a fixed frequency or period).
            _weights.Begin(weight);
        }

        if (time < (count == 0 ? _lastTaken : _times[count - 1]))
        {
            BackwardSteps++;
        }

        _weights.Add(weight);
        _times.Add(Math.Min(time, LatestTime));
        _sampleStacks.Add(stack);
        _sampleThreads.Add(thread);
        _sampleEvents.Add((ushort)kind);
        if (cpu != NoCpu)
        {
            if (_cpus.Count < count)
            {
                _cpus.AddRepeated(NoCpu, count - _cpus.Count);
            }

            _cpus.Add((short)cpu);
        }
    }

    private void Mark(StackId stack, SampleActivity activity)
    {
        ThrowIfNotBelow(stack.Value, _stacks.Count, nameof(stack));
        _stackActivities.AddZeros(Math.Max(0, stack.Value + 1 - _stackActivities.Count));
        _stackActivities[stack.Value] = (byte)activity;
    }

    private void Mark(int sample, SampleActivity activity)
    {
        ThrowIfNotBelow(sample, SampleCount, nameof(sample));
        _activities.AddZeros(SampleCount - _activities.Count);
        _activities[sample] = (byte)activity;
    }

    private void ThrowWhatIsWrong(in SampleRecord sample)
    {
        ThrowIfNotBelow(sample.Stack.Value, _stacks.Count, nameof(sample.Stack));
        ThrowIfNotBelow(sample.Thread.Value, _threads.Rows.Length, nameof(sample.Thread));
        ThrowIfNotBelow(sample.EventKind.Value, _eventKinds.Count, nameof(sample.EventKind));
        ArgumentOutOfRangeException.ThrowIfLessThan(sample.Cpu, -1, nameof(sample.Cpu));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sample.Cpu, short.MaxValue, nameof(sample.Cpu));
        ArgumentOutOfRangeException.ThrowIfNegative(sample.Weight, nameof(sample.Weight));
        ArgumentOutOfRangeException.ThrowIfNegative(sample.Duration, nameof(sample.Duration));
    }

    // Nothing is kept of a sample that is refused: all is checked before the first column grows.
    private void AddRareColumns(in SampleRecord sample)
    {
        ThrowIfNotBelow(sample.Labels.Value, _labelTable.Rows.Length, nameof(sample.Labels));
        if (sample.Time > long.MaxValue - sample.Duration)
        {
            throw new ArgumentOutOfRangeException(nameof(sample), sample.Duration, "The sample ends after the last instant there is.");
        }

        if (sample.Duration != 0)
        {
            _durations.AddRepeated(0, SampleCount - _durations.Count);
            _durations.Add(sample.Duration);
        }

        if (sample.Labels != LabelSetId.Empty)
        {
            AddAfterZeros(ref _labels, sample.Labels);
        }

        if (sample.Activity != SampleActivity.Working)
        {
            AddAfterZeros(ref _activities, (byte)sample.Activity);
        }
    }

    // Samples in between that needed no such column have zeros.
    private void AddAfterZeros<T>(ref Column<T> column, T value)
        where T : unmanaged
    {
        column.AddZeros(SampleCount - column.Count);
        column.Add(value);
    }
}
