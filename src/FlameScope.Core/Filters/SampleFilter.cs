namespace FlameScope;

/// <summary>Which samples a view shows.</summary>
/// <remarks>
/// A sample is shown if it is of the chosen event, is not idle (unless idle ones are asked for) and fits <see cref="Where"/>.
/// A view with a condition and a view with its negation (<c>!</c>) add up to the view without it, sample by sample.
/// </remarks>
public sealed record SampleFilter
{
    /// <summary>The filter of a plain view: the first kind of event, idle CPUs left out.</summary>
    public static SampleFilter Default { get; } = new();

    /// <summary>The kinds of events shown; the first kind by default.</summary>
    public EventSelection Event { get; init; }

    /// <summary>Whether samples of idle CPUs are shown; they are left out, and counted, by default.</summary>
    public bool IncludeIdle { get; init; }

    /// <summary>What else a sample has to fit; <see langword="null"/> for nothing.</summary>
    public SampleCondition? Where { get; init; }

    /// <summary>This filter with one more condition that samples have to fit.</summary>
    /// <param name="condition">The condition.</param>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is <see langword="null"/>.</exception>
    public SampleFilter And(SampleCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return this with { Where = Where is null ? condition : Where & condition };
    }
}
