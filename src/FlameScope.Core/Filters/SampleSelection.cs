using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>A slice resolved: which samples of each block are shown, and the account of the others.</summary>
/// <remarks>Holds rented memory: dispose of it when the view is built.</remarks>
internal sealed class SampleSelection : IDisposable
{
    private readonly BlockSelection[] _blocks;
    private readonly long _filteredByEvent;
    private readonly long _idle;
    private readonly long _waiting;
    private readonly long _filteredByCondition;
    private readonly long _shownWeight;
    private readonly bool _isSaturated;
    private readonly long _inRange;
    private readonly long _samples;
    private readonly long _derived;

    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    /// <exception cref="InvalidOperationException">The slice has ranges and the profile has no clock.</exception>
    public SampleSelection(ProfileSlice slice)
    {
        Slice = slice;
        Profile profile = slice.Profile;
        SampleFilter filter = slice.Filter;
        EventKindId? shown = filter.Event.ResolveIn(profile);
        SamplePredicate? where = filter.Where?.ResolveIn(profile, slice.Cancellation);
        Weight = WeightOf(slice, shown);
        Metric = shown is EventKindId kind ? Metric.Of(profile, kind, Weight) : Metric.Samples;
        EventName = NameOf(profile, shown);
        TimeRange[]? ranges = null;
        if (slice.Range is not null)
        {
            profile.ThrowIfNoClock();
            ranges = slice.RangeSpan.ToArray();
        }

        SamplePredicate? isShownEvent = shown is EventKindId id && profile.EventKinds.Length > 1 ? new EventPredicate(id) : null;
        bool showsDerived = shown is EventKindId own && own.Value < profile.EventKinds.Length && profile.EventKinds[own.Value].IsDerived;
        SamplePredicate? isOfInput = showsDerived ? null : OfInput(profile);
        _derived = showsDerived ? profile.Report.Derived : 0;
        _samples = profile.Count - profile.Report.Derived + _derived;
        _blocks = new BlockSelection[profile.Blocks.Length];
        for (int i = 0; i < _blocks.Length; i++)
        {
            slice.Cancellation.ThrowIfCancellationRequested();
            BlockSelection block = new(profile.Blocks[i], ranges, byOverlap: Weight == SampleWeight.Value);
            _blocks[i] = block;
            block.Keep(isOfInput);
            _inRange += block.Shown;
            _filteredByEvent += block.Keep(isShownEvent);
            _idle += filter.IncludeIdle || block.Block.Idle is null ? 0 : block.Keep(new IdlePredicate().Negate());
            _waiting += filter.IncludeWaiting || block.Block.Waiting is null ? 0 : block.Keep(new WaitingPredicate().Negate());
            _filteredByCondition += block.Keep(where);
            Shown += block.Shown;
        }

        (_shownWeight, _isSaturated) = SumOfWeights();
    }

    // What was worked out of other samples would count them twice.
    private static SamplePredicate? OfInput(Profile profile)
    {
        List<SamplePredicate> derived = [];
        for (int kind = 0; kind < profile.EventKinds.Length; kind++)
        {
            if (profile.EventKinds[kind].IsDerived)
            {
                derived.Add(new EventPredicate(new EventKindId(kind)).Negate());
            }
        }

        return derived.Count == 0 ? null : GroupPredicate.Of([.. derived], isAll: true);
    }

    public ProfileSlice Slice { get; }

    public Profile Profile => Slice.Profile;

    /// <summary>What a sample adds.</summary>
    public SampleWeight Weight { get; }

    /// <summary>What the view adds up.</summary>
    public Metric Metric { get; }

    /// <summary>Name of the event shown; <c>all</c> where several are counted together.</summary>
    public string EventName { get; }

    /// <summary>Number of samples shown.</summary>
    public long Shown { get; }

    /// <summary>The shown samples, block after block.</summary>
    public ReadOnlySpan<BlockSelection> Blocks => _blocks;

    /// <summary>The shown samples of a store, which has one block at most.</summary>
    public SampleRuns RunsOfStore => _blocks.Length == 0 ? default : _blocks[0].Runs;

    public Coverage ToCoverage() => new()
    {
        Samples = _samples,
        Derived = _derived,
        Unparsed = Profile.Report.Unparsed,
        Lost = Profile.Report.Lost,
        Shown = Shown,
        ShownWeight = _shownWeight,
        IsSaturated = _isSaturated,
        Idle = _idle,
        Waiting = _waiting,
        FilteredByEvent = _filteredByEvent,
        FilteredByRange = _samples - _inRange,
        FilteredByCondition = _filteredByCondition,
        Stackless = _blocks.Sum(block => block.CountStackless()),
    };

    /// <summary>
    /// How many samples of equal weight would be as certain as those shown: the square of the sum over the sum of squares
    /// (Kish 1965).
    /// </summary>
    public double EffectiveSamples()
    {
        if (Weight == SampleWeight.Count || _blocks.All(block => !block.Block.Weights.HasOthers && !block.IsCut))
        {
            return Shown;
        }

        double sum = 0;
        double squares = 0;
        foreach (BlockSelection block in _blocks)
        {
            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    double value = block.ValueOf(sample);
                    sum += value;
                    squares += value * value;
                }
            }
        }

        return squares == 0 ? 0 : sum * sum / squares;
    }

    public void Dispose()
    {
        foreach (BlockSelection block in _blocks)
        {
            block.Dispose();
        }
    }

    private static SampleWeight WeightOf(ProfileSlice slice, EventKindId? shown) =>
        shown is not EventKindId kind || kind.Value >= slice.Profile.EventKinds.Length
            ? SampleWeight.Count
            : slice.Weight ?? slice.Profile.EventKinds[kind.Value].DefaultWeight;

    private static string NameOf(Profile profile, EventKindId? id) => id is not EventKindId shown
        ? EventSelection.All.ToString()
        : shown.Value < profile.EventKinds.Length ? profile.Strings.GetString(profile.EventKinds[shown.Value].Name) : "";

    private (long Sum, bool IsSaturated) SumOfWeights()
    {
        if (Weight == SampleWeight.Count)
        {
            return (Shown, false);
        }

        long sum = 0;
        foreach (BlockSelection block in _blocks)
        {
            SampleBlock samples = block.Block;
            if (!samples.Weights.HasOthers && !block.IsCut)
            {
                Int128 uniform = ((Int128)samples.Weights.Usual * block.Shown) + sum;
                if (uniform > long.MaxValue)
                {
                    return (long.MaxValue, true);
                }

                sum = (long)uniform;
                continue;
            }

            foreach ((int first, int end) in block.Runs)
            {
                for (int sample = first; sample < end; sample++)
                {
                    // Neither is negative, so a sum that is has wrapped.
                    sum = unchecked(sum + block.ValueOf(sample));
                    if (sum < 0)
                    {
                        return (long.MaxValue, true);
                    }
                }
            }
        }

        return (sum, false);
    }
}
