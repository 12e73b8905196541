using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    // As many tell how long the columns will be; those of one block read at once always find room.
    private const int MinSamples = 1 << 16;
    private const int MinRoom = 1 << 16;

    /// <summary>
    /// Adds a sample whose stack and thread are numbers of the reader's own, until it puts ids in their place
    /// (<see cref="UnresolvedFrom"/>): for inputs that name things at their end. The event kind is set then, too.
    /// </summary>
    internal void AddUnresolved(long time, int stack, int thread, short cpu, long weight) =>
        Add(time, new StackId(stack), new ThreadId(thread), 0, cpu, weight);

    /// <summary>Gives the sample that was added last its labels.</summary>
    internal void Label(LabelSetId labels)
    {
        _labels.AddZeros(SampleCount - 1 - _labels.Count);
        _labels.Add(labels);
    }

    /// <summary>Makes room for the samples of a whole input, as far as its beginning tells how many that will be.</summary>
    /// <param name="read">Bytes read so far, all samples in which have been added.</param>
    /// <param name="length">Bytes of the input.</param>
    internal void ReserveFor(long read, long length)
    {
        double left = read <= 0 ? 0 : (double)SampleCount / read * Math.Max(0, length - read);
        if (SampleCount >= MinSamples && _times.Capacity - SampleCount < Math.Min(left, MinRoom))
        {
            // A fifth more, which costs address space alone, is better than having to move all of them.
            Reserve((int)Math.Min(left + (left / 5) + MinRoom, Math.Max(0, Array.MaxLength - SampleCount)));
        }
    }

    /// <summary>The columns of the samples from one on, to put ids into.</summary>
    /// <param name="first">The first sample that was added by <see cref="AddUnresolved"/>; so were all after it.</param>
    internal UnresolvedSamples UnresolvedFrom(int first)
    {
        _activities.Reserve(_times.Capacity - _activities.Count);
        _activities.AddZeros(SampleCount - _activities.Count);
        return new UnresolvedSamples
        {
            Times = _times.Values[first..],
            Stacks = _sampleStacks.Values[first..],
            Threads = _sampleThreads.Values[first..],
            EventKinds = _sampleEvents.Values[first..],
            Activities = MemoryMarshal.Cast<byte, SampleActivity>(_activities.Values[first..]),
        };
    }

    /// <summary>Drops samples that never got ids, because reading has failed.</summary>
    /// <param name="first">The first of them; all after it go, too.</param>
    internal void DropFrom(int first)
    {
        PadRareColumns();
        _times.Truncate(first);
        _sampleStacks.Truncate(first);
        _sampleThreads.Truncate(first);
        _sampleEvents.Truncate(first);
        _weights.Truncate(first);
        _durations.Truncate(first);
        _cpus.Truncate(Math.Min(first, _cpus.Count));
        _labels.Truncate(Math.Min(first, _labels.Count));
        _activities.Truncate(Math.Min(first, _activities.Count));
        CountBackwardSteps();
    }

    /// <summary>Takes samples out.</summary>
    /// <param name="samples">Which, ascending.</param>
    internal void RemoveSamples(ReadOnlySpan<int> samples)
    {
        PadRareColumns();
        _times.Remove(samples);
        _sampleStacks.Remove(samples);
        _sampleThreads.Remove(samples);
        _sampleEvents.Remove(samples);
        _weights.Remove(samples);
        _durations.Remove(samples);
        if (_cpus.Count > 0)
        {
            _cpus.Remove(samples);
        }

        if (_labels.Count > 0)
        {
            _labels.Remove(samples);
        }

        if (_activities.Count > 0)
        {
            _activities.Remove(samples);
        }

        if (BackwardSteps > 0)
        {
            CountBackwardSteps();
        }
    }

    /// <summary>Puts samples between those that are there, as if they had been added there.</summary>
    /// <param name="places">Before which of the samples each goes, ascending.</param>
    /// <param name="samples">As many samples; they have no labels.</param>
    internal void InsertSamples(ReadOnlySpan<int> places, ReadOnlySpan<SampleRecord> samples)
    {
        int first = SampleCount;
        bool wereInOrder = BackwardSteps == 0;
        foreach (ref readonly SampleRecord sample in samples)
        {
            AddSample(sample);
        }

        // What was checked and stored at the end goes to its place.
        PadRareColumns();
        Move(ref _times, places, first);
        Move(ref _sampleStacks, places, first);
        Move(ref _sampleThreads, places, first);
        Move(ref _sampleEvents, places, first);
        Move(ref _cpus, places, first);
        Move(ref _labels, places, first);
        Move(ref _activities, places, first);
        _weights.MoveLast(places);
        _durations.MoveLast(places);
        if (wereInOrder)
        {
            CountBackwardSteps(places);
        }
        else
        {
            CountBackwardSteps();
        }
    }

    private static void Move<T>(ref Column<T> column, ReadOnlySpan<int> places, int first)
        where T : unmanaged
    {
        if (column.Count > 0)
        {
            T[] moved = column.Values[first..].ToArray();
            column.Truncate(first);
            column.Insert(places, moved);
        }
    }

    private void PadRareColumns()
    {
        _durations.AddRepeated(0, SampleCount - _durations.Count);
        _cpus.AddRepeated(NoCpu, _cpus.Count == 0 ? 0 : SampleCount - _cpus.Count);
        _labels.AddZeros(_labels.Count == 0 ? 0 : SampleCount - _labels.Count);
        _activities.AddZeros(_activities.Count == 0 ? 0 : SampleCount - _activities.Count);
    }

    // Where all others are in order, only those that were put between them may not be.
    private void CountBackwardSteps(ReadOnlySpan<int> places)
    {
        ReadOnlySpan<long> times = _times.Values;
        int steps = 0;
        int counted = 0;
        for (int next = 0; next < places.Length; next++)
        {
            int place = places[next] + next;
            for (int i = Math.Max(counted, Math.Max(1, place)); i <= place + 1 && i < times.Length; i++)
            {
                steps += times[i] < times[i - 1] ? 1 : 0;
                counted = i + 1;
            }
        }

        BackwardSteps = steps;
    }

    private void CountBackwardSteps()
    {
        ReadOnlySpan<long> times = _times.Values;
        int steps = 0;
        for (int i = 1; i < times.Length; i++)
        {
            steps += times[i] < times[i - 1] ? 1 : 0;
        }

        BackwardSteps = steps;
    }
}

/// <summary>Columns of samples whose stacks, threads and event kinds are yet to be told.</summary>
internal readonly ref struct UnresolvedSamples
{
    public required Span<long> Times { get; init; }

    public required Span<StackId> Stacks { get; init; }

    public required Span<ThreadId> Threads { get; init; }

    public required Span<ushort> EventKinds { get; init; }

    public required Span<SampleActivity> Activities { get; init; }
}
