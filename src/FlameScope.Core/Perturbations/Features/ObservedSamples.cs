using FlameScope.Filters;

namespace FlameScope.Perturbations.Features;

/// <summary>The samples that a search looks at, as columns in order of time: those that its filter shows, without stray timestamps.</summary>
/// <remarks>The only place, with <see cref="SamplingClock"/>, that reads a store's columns; all else takes samples from here.</remarks>
internal sealed class ObservedSamples
{
    // So few of all samples may be stray on either side …
    private const int StrayShare = 1000;

    // … that lie farther away from the others than these are long, this many times.
    private const int StrayDistance = 8;

    private readonly long[] _times;
    private readonly StackId[] _stacks;
    private readonly ThreadId[] _threads;
    private readonly short[] _cpus;
    private readonly long[] _weights;

    private ObservedSamples(SampleStore store, ReadOnlySpan<int> shown, ReadOnlySpan<long> values, SampleWeight weight, long start)
    {
        Store = store;
        Weight = weight;
        IsWeighted = !values.IsEmpty;
        Clock = SamplingClock.Of(store, shown);
        _times = new long[shown.Length];
        _stacks = new StackId[shown.Length];
        _threads = new ThreadId[shown.Length];
        _cpus = new short[shown.Length];
        _weights = values.ToArray();
        ReadOnlySpan<long> times = store.Times;
        ReadOnlySpan<StackId> stacks = store.Stacks;
        ReadOnlySpan<ThreadId> threads = store.Threads;
        ReadOnlySpan<short> cpus = store.Cpus;
        for (int i = 0; i < shown.Length; i++)
        {
            int sample = shown[i];

            // What lasts into the slice is there from its start.
            _times[i] = Math.Max(start, times[sample]);
            _stacks[i] = stacks[sample];
            _threads[i] = threads[sample];
            _cpus[i] = cpus[sample];
            CpuCount = Math.Max(CpuCount, cpus[sample] + 1);
        }

        (Unit, Count) = IsWeighted ? EffectiveWeight() : (1, shown.Length);
    }

    /// <summary>The tables that the columns point into.</summary>
    public SampleStore Store { get; }

    /// <summary>What the caller asked to add up.</summary>
    public SampleWeight Weight { get; }

    /// <summary>Whether samples differ in what they count.</summary>
    public bool IsWeighted { get; }

    /// <summary>The weight that counts as one sample: sums of as many equal weights would be as certain (Kish); 1 where samples are counted.</summary>
    public double Unit { get; }

    /// <summary>How many there are; where they differ in weight, how many of equal weight would be as certain.</summary>
    public int Count { get; }

    public SamplingClock Clock { get; }

    /// <summary>Each sample's nanoseconds on the profile's clock, ascending.</summary>
    public ReadOnlySpan<long> Times => _times;

    public ReadOnlySpan<StackId> Stacks => _stacks;

    public ReadOnlySpan<ThreadId> Threads => _threads;

    /// <summary>Each sample's CPU; -1 where the input does not tell.</summary>
    public ReadOnlySpan<short> Cpus => _cpus;

    /// <summary>One more than the highest CPU number.</summary>
    public int CpuCount { get; }

    public long Start => _times[0];

    /// <summary>One nanosecond after the last sample.</summary>
    public long End => _times[^1] < long.MaxValue ? _times[^1] + 1 : long.MaxValue;

    public static ObservedSamples Select(ProfileSlice slice)
    {
        SampleStore store = slice.Profile.ToStore();
        using SampleSelection selection = new(slice.In(store));
        int[] samples = new int[selection.Shown];
        bool isWeighted = selection.Weight == SampleWeight.Value && !store.HasUniformWeight;
        long[] values = isWeighted ? new long[samples.Length] : [];
        int count = 0;
        foreach (BlockSelection block in selection.Blocks)
        {
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    if (isWeighted)
                    {
                        values[count] = block.ValueOf(sample);
                    }

                    samples[count++] = sample;
                }
            }
        }

        (int keptFirst, int keptEnd) = WithoutStrays(samples, store.Times);
        return new ObservedSamples(
            store,
            samples.AsSpan()[keptFirst..keptEnd],
            isWeighted ? values.AsSpan()[keptFirst..keptEnd] : [],
            selection.Weight,
            slice.Range?.Start ?? long.MinValue);
    }

    /// <summary>A sum of weights as whole samples of <see cref="Unit"/>.</summary>
    public static long Rounded(long weight, double unit) => unit == 1 ? weight : (long)Math.Round(weight / unit);

    /// <summary>The weight of one sample; 1 where samples are counted.</summary>
    public long WeightOf(int sample) => IsWeighted ? _weights[sample] : 1;

    /// <summary>What a sample counts, as a part of or as several samples of equal weight.</summary>
    public double CountOf(int sample) => IsWeighted ? _weights[sample] / Unit : 1;

    /// <summary>The first sample at or after an instant.</summary>
    public int LowerBound(long time)
    {
        int first = 0;
        int end = _times.Length;
        while (first < end)
        {
            int middle = first + ((end - first) >> 1);
            if (_times[middle] < time)
            {
                first = middle + 1;
            }
            else
            {
                end = middle;
            }
        }

        return first;
    }

    // A clock that jumps for one sample would spread the bins over all the time in between.
    private static (int First, int End) WithoutStrays(ReadOnlySpan<int> samples, ReadOnlySpan<long> times)
    {
        int most = Math.Max(1, samples.Length / StrayShare);
        if (samples.Length <= 4 * most)
        {
            return (0, samples.Length);
        }

        int first = 0;
        int end = samples.Length;
        double span = Math.Max(TimeBins.FinestSpan, (double)times[samples[^(most + 1)]] - times[samples[most]]);
        for (int i = 1; i <= most; i++)
        {
            first = (double)times[samples[i]] - times[samples[i - 1]] > StrayDistance * span ? i : first;
            end = (double)times[samples[^i]] - times[samples[^(i + 1)]] > StrayDistance * span ? samples.Length - i : end;
        }

        return (first, end);
    }

    private (double Unit, int Count) EffectiveWeight()
    {
        double sum = 0;
        double squares = 0;
        foreach (double weight in _weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return sum > 0 ? (squares / sum, (int)Math.Round(sum * sum / squares)) : (1, 0);
    }
}
