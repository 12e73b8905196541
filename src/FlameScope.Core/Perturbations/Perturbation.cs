using System.Collections.Immutable;
using FlameScope.Perturbations.Explaining;

namespace FlameScope;

/// <summary>A time at which a profile behaves unlike its surroundings, and what is different then.</summary>
/// <remarks>Immutable. Two searches give two objects: compare their parts.</remarks>
public sealed class Perturbation
{
    /// <summary>What kind of change it is.</summary>
    public required PerturbationKind Kind { get; init; }

    /// <summary>What it is, in words: <c>burst</c>, <c>stall</c>, <c>mix change</c>, <c>level shift</c> or <c>periodic</c>.</summary>
    public string KindName => Kind switch
    {
        PerturbationKind.Burst => "burst",
        PerturbationKind.Stall => "stall",
        PerturbationKind.MixChange => "mix change",
        PerturbationKind.LevelShift => "level shift",
        _ => "periodic",
    };

    /// <summary>The occurrence with the most evidence, ready for <see cref="FlameTree"/>.</summary>
    public required TimeRange Range { get; init; }

    /// <summary>All occurrences, in order of time; one unless the perturbation recurs.</summary>
    public required ImmutableArray<TimeRange> Occurrences { get; init; }

    /// <summary>
    /// What is compared with <see cref="Baseline"/>, in order of time: <see cref="Range"/>; of a level shift its beginning, as far as it helps
    /// to tell; of a rhythm too fast for single beats all of them.
    /// </summary>
    public required ImmutableArray<TimeRange> Examined { get; init; }

    /// <summary>Comparable times near <see cref="Range"/> that belong to no finding, in order of time; never empty.</summary>
    public required ImmutableArray<TimeRange> Baseline { get; init; }

    /// <summary>How many findings as marked as this chance alone would be expected to produce in this recording.</summary>
    public required double ExpectedFalseAlarms { get; init; }

    /// <summary>Evidence against chance in nats, over all occurrences; findings are ordered by it.</summary>
    public required double Evidence { get; init; }

    /// <summary>Nanoseconds from one occurrence to the next; <see langword="null"/> where it keeps no steady time.</summary>
    public double? Period { get; init; }

    /// <summary>Share of the period that an occurrence takes, 0 to 1; <see langword="null"/> without a period.</summary>
    public double? Duty => Period is double period ? MedianDuration / period : null;

    /// <summary>
    /// Nanoseconds on the profile's clock at which a regular series of occurrences begins; <see langword="null"/> without a period.
    /// </summary>
    public double? Phase { get; init; }

    /// <summary>What samples counted in the search: 1, or their periods.</summary>
    public SampleWeight Weight { get; init; }

    /// <summary>Samples in <see cref="Examined"/>; the sum of their periods where <see cref="Weight"/> says so, as in all that counts samples.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples that the baseline lets one expect in <see cref="Examined"/>.</summary>
    public required double ExpectedSamples { get; init; }

    /// <summary>The frames that account for the change, the most telling first.</summary>
    public required ImmutableArray<Culprit> Culprits { get; init; }

    /// <summary>Frames that make room: fewer samples where the culprits have more, and the other way round.</summary>
    public required ImmutableArray<Culprit> Displaced { get; init; }

    /// <summary>The threads that change most, the most changed first.</summary>
    public required ImmutableArray<AffectedThread> Threads { get; init; }

    /// <summary>The CPUs on which the main culprit changes most; empty where the input names no CPUs.</summary>
    public required ImmutableArray<AffectedCpu> Cpus { get; init; }

    /// <summary>
    /// Markers within 2 ms, or two sampling intervals where that is more, of the starts of <see cref="Occurrences"/>, or else of their ends (<see cref="CoincidingMarker.Edge"/>): that begin, last or end
    /// there; those that are least likely to do so by chance first, at most eight.
    /// </summary>
    public ImmutableArray<CoincidingMarker> Markers { get; init; } = [];

    /// <summary>The finding in one sentence; seconds count from the whole second of the profile's first sample.</summary>
    public string Summary { get; internal set; } = "";

    /// <summary>The difference between <see cref="Baseline"/> and <see cref="Examined"/>, as a differential flame graph shows it.</summary>
    /// <param name="slice">The slice that the perturbation was found in; its ranges and weight do not matter.</param>
    /// <param name="tree">How stacks become trees; <see langword="null"/> for the defaults.</param>
    /// <param name="diff">How the sides are compared; <see langword="null"/> for shares.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slice"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The filter names an event that the profile does not have.</exception>
    public FlameDiff Compare(ProfileSlice slice, FlameTreeOptions? tree = null, FlameDiffOptions? diff = null)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ProfileSlice weighed = slice.WeighedBy(Weight);
        return FlameDiff.Create(FlameTree.Create(weighed.During(Baseline), tree), FlameTree.Create(weighed.During(Examined), tree), diff);
    }

    /// <summary>The finding in one sentence.</summary>
    public override string ToString() => Summary;

    private double MedianDuration
    {
        get
        {
            long[] durations = [.. Occurrences.Select(occurrence => occurrence.Duration)];
            Array.Sort(durations);
            return durations[durations.Length / 2];
        }
    }
}
