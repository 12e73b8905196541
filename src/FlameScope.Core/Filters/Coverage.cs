using FlameScope.Columns;

namespace FlameScope;

/// <summary>The account of every event behind a view; each sample stands in exactly one of its reasons.</summary>
/// <remarks>
/// <see cref="Events"/> = <see cref="Samples"/> - <see cref="Derived"/> + <see cref="Unparsed"/>, and <see cref="Samples"/> = <see cref="Shown"/> +
/// <see cref="FilteredByRange"/> + <see cref="FilteredByEvent"/> + <see cref="Idle"/> + <see cref="Waiting"/> +
/// <see cref="FilteredByCondition"/>; the first reason in this order counts.
/// </remarks>
public sealed record Coverage
{
    /// <summary>Samples of the whole profile; those that were worked out of others only where the view shows them.</summary>
    public required long Samples { get; init; }

    /// <summary>Of those, the samples that were worked out of others, and are no events of the input (<see cref="EventKind.IsDerived"/>).</summary>
    public long Derived { get; init; }

    /// <summary>Events of the input, or lines that might have been events, that could not be read.</summary>
    public required long Unparsed { get; init; }

    /// <summary>Everything in the input that is or might have been an event.</summary>
    public long Events => Samples - Derived + Unparsed;

    /// <summary>Samples that the view shows.</summary>
    public required long Shown { get; init; }

    /// <summary>What the shown samples add up to in the view's metric; <see cref="Shown"/> where samples are counted.</summary>
    public required long ShownWeight { get; init; }

    /// <summary>Whether values add up to more than 2^63 - 1: sums stop there, those of cells and nodes included.</summary>
    public bool IsSaturated { get; init; }

    /// <summary>Samples left out because they lie outside the range of time.</summary>
    public required long FilteredByRange { get; init; }

    /// <summary>Samples left out because they are of another kind of event.</summary>
    public required long FilteredByEvent { get; init; }

    /// <summary>Samples left out because they are idle.</summary>
    public required long Idle { get; init; }

    /// <summary>Samples left out because their threads were waiting.</summary>
    public required long Waiting { get; init; }

    /// <summary>Samples left out because they do not fit <see cref="SampleFilter.Where"/>.</summary>
    public required long FilteredByCondition { get; init; }

    /// <summary>Of the shown samples, those without frames.</summary>
    public required long Stackless { get; init; }

    /// <summary>Events that the profiler says it lost; they are in no other number.</summary>
    public required long Lost { get; init; }

    /// <summary>The account of two views of different profiles together.</summary>
    /// <param name="other">The other view's account.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public Coverage Plus(Coverage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Coverage
        {
            Samples = Samples + other.Samples,
            Derived = Derived + other.Derived,
            Unparsed = Unparsed + other.Unparsed,
            Shown = Shown + other.Shown,
            ShownWeight = Saturating.Add(ShownWeight, other.ShownWeight),
            IsSaturated = IsSaturated || other.IsSaturated || ShownWeight > long.MaxValue - other.ShownWeight,
            FilteredByRange = FilteredByRange + other.FilteredByRange,
            FilteredByEvent = FilteredByEvent + other.FilteredByEvent,
            Idle = Idle + other.Idle,
            Waiting = Waiting + other.Waiting,
            FilteredByCondition = FilteredByCondition + other.FilteredByCondition,
            Stackless = Stackless + other.Stackless,
            Lost = Lost + other.Lost,
        };
    }

    /// <summary>The account of two slices of one profile together; <see langword="null"/> where they share samples.</summary>
    internal Coverage? PlusSlice(Coverage other)
    {
        Coverage sum = Plus(other);
        long outside = Samples - (sum.Shown + sum.FilteredByEvent + sum.Idle + sum.Waiting + sum.FilteredByCondition);
        return Samples == other.Samples && outside >= 0
            ? sum with { Samples = Samples, Derived = Derived, Unparsed = Unparsed, Lost = Lost, FilteredByRange = outside }
            : null;
    }
}
