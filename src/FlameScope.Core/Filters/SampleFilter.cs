namespace FlameScope;

/// <summary>Which samples a view shows.</summary>
/// <remarks>
/// A sample is shown if it is of the chosen event, is neither idle nor waiting (unless those are asked for) and fits <see cref="Where"/>.
/// A view with a condition and a view with its negation (<c>!</c>) add up to the view without it, sample by sample.
/// </remarks>
public sealed record SampleFilter
{
    /// <summary>The filter of a plain view: the profile's default kind of event, idle and waiting samples left out.</summary>
    public static SampleFilter Default { get; } = new();

    /// <summary>The kinds of events shown; the profile's default kind by default.</summary>
    public EventSelection Event { get; init; }

    /// <summary>Whether idle samples are shown; they are left out, and counted, by default.</summary>
    public bool IncludeIdle { get; init; }

    /// <summary>Whether samples of waiting threads are shown; they are left out, and counted, by default.</summary>
    public bool IncludeWaiting { get; init; }

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
