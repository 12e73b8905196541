using System.Runtime.InteropServices;
using FlameScope.Columns;

namespace FlameScope.Formats;

public sealed partial class SampleStoreBuilder
{
    /// <summary>Makes room for exactly so many more samples, each with a weight of its own.</summary>
    internal void Reserve(int samples)
    {
        _times.Reserve(samples);
        _sampleStacks.Reserve(samples);
        _sampleThreads.Reserve(samples);
        _sampleEvents.Reserve(samples);
        _weights.Reserve(samples);
    }

    /// <summary>Adds samples that differ only in their times, and perhaps in their weights: the same as one <see cref="AddSample"/> each, but faster.</summary>
    /// <param name="shared">What they share; its time counts for nothing, and it has no duration.</param>
    /// <param name="times">Their times, in nanoseconds on the profile's clock.</param>
    /// <param name="weights">Their weights, one for each time; none where all have the weight of <paramref name="shared"/>.</param>
    /// <exception cref="ArgumentException">There are not as many weights as times, or <paramref name="shared"/> has a duration.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An id is not of this builder, the CPU is out of range, or a weight is negative; no sample is added then.
    /// </exception>
    public void AddSamples(in SampleRecord shared, ReadOnlySpan<long> times, ReadOnlySpan<long> weights = default) =>
        AddRun(shared, times, [shared.Stack], weights);

    /// <summary>Adds samples that share all but times, stacks, and perhaps weights and activities: one <see cref="AddSample"/> for each.</summary>
    /// <param name="shared">What they share; they are instants.</param>
    /// <param name="times">Their times.</param>
    /// <param name="stacks">Their stacks, as many; or one for all.</param>
    /// <param name="weights">Their weights, as many; or none where they share that, too.</param>
    /// <param name="activities">What they do, as many; or none where they share that, too.</param>
    /// <exception cref="ArgumentOutOfRangeException">What <see cref="AddSample"/> would throw for one of them; none is added then.</exception>
    internal void AddRun(
        in SampleRecord shared,
        ReadOnlySpan<long> times,
        ReadOnlySpan<StackId> stacks,
        ReadOnlySpan<long> weights = default,
        ReadOnlySpan<SampleActivity> activities = default)
    {
        if (times.IsEmpty)
        {
            return;
        }

        ThrowIfWrong(shared, times.Length, stacks, weights, activities);
        AddShared(shared, times, activities);
        AddWeights(shared.Weight, times.Length, weights, null);
        _times.AddRange(times);
        _times.Values[^times.Length..].Replace(long.MaxValue, LatestTime);
        if (stacks.Length == times.Length)
        {
            _sampleStacks.AddRange(stacks);
        }
        else
        {
            _sampleStacks.AddRepeated(stacks[0], times.Length);
        }
    }

    /// <summary>Adds samples as <see cref="AddRun"/> does, and may keep the arrays, which the caller hands over.</summary>
    internal void TakeRun(in SampleRecord shared, long[] times, StackId[] stacks, long[] weights)
    {
        if (times.Length > 0)
        {
            ThrowIfWrong(shared, times.Length, stacks, weights, []);
            AddShared(shared, times, []);
            AddWeights(shared.Weight, times.Length, weights, weights);
            _times.Take(times);
            _times.Values[^times.Length..].Replace(long.MaxValue, LatestTime);
            _sampleStacks.Take(stacks);
        }
    }

    // All but times, stacks and weights, of samples whose times are yet to be added.
    private void AddShared(in SampleRecord shared, ReadOnlySpan<long> times, ReadOnlySpan<SampleActivity> activities)
    {
        AddRareColumns(shared, times.Length, activities);
        long last = _times.Count > 0 ? _times[_times.Count - 1] : _lastTaken;
        foreach (long time in times)
        {
            BackwardSteps += time < last ? 1 : 0;
            last = time;
        }

        _sampleThreads.AddRepeated(shared.Thread, times.Length);
        _sampleEvents.AddRepeated((ushort)shared.EventKind.Value, times.Length);
        if (shared.Cpu != NoCpu)
        {
            _cpus.AddRepeated(NoCpu, SampleCount - _cpus.Count);
            _cpus.AddRepeated((short)shared.Cpu, times.Length);
        }
    }

    private void ThrowIfWrong(
        in SampleRecord shared, int count, ReadOnlySpan<StackId> stacks, ReadOnlySpan<long> weights, ReadOnlySpan<SampleActivity> activities)
    {
        if ((stacks.Length != count && stacks.Length != 1)
            || (!weights.IsEmpty && weights.Length != count)
            || (!activities.IsEmpty && activities.Length != count)
            || shared.Duration != 0)
        {
            throw new ArgumentException("The columns of a run are as long as its times, and its samples are instants.", nameof(shared));
        }

        ThrowWhatIsWrong(shared with { Stack = StackId.Empty });
        ThrowIfNotBelow(shared.Labels.Value, _labelTable.Rows.Length, nameof(shared.Labels));
        ReadOnlySpan<int> rows = MemoryMarshal.Cast<StackId, int>(stacks);
        if (rows.IndexOfAnyExceptInRange(0, _stacks.Count - 1) is var foreign and >= 0)
        {
            ThrowIfNotBelow(rows[foreign], _stacks.Count, nameof(stacks));
        }

        if (weights.IndexOfAnyInRange(long.MinValue, -1) is var negative and >= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(weights), weights[negative], "A weight is not negative.");
        }
    }

    private void AddRareColumns(in SampleRecord shared, int count, ReadOnlySpan<SampleActivity> activities)
    {
        if (shared.Labels != LabelSetId.Empty)
        {
            _labels.AddZeros(SampleCount - _labels.Count);
            _labels.AddRepeated(shared.Labels, count);
        }

        if (shared.Activity != SampleActivity.Working || activities.ContainsAnyExcept(SampleActivity.Working))
        {
            _activities.AddZeros(SampleCount - _activities.Count);
            if (activities.IsEmpty)
            {
                _activities.AddRepeated((byte)shared.Activity, count);
            }
            else
            {
                _activities.AddRange(MemoryMarshal.AsBytes(activities));
            }
        }
    }

    private void AddWeights(long shared, int count, ReadOnlySpan<long> weights, long[]? owned)
    {
        if (_times.Count == 0)
        {
            _weights.Begin(weights.IsEmpty ? shared : weights[0]);
        }

        if (owned is not null)
        {
            _weights.Take(owned);
        }
        else if (weights.IsEmpty)
        {
            _weights.AddRepeated(shared, count);
        }
        else
        {
            _weights.AddRange(weights);
        }
    }
}
