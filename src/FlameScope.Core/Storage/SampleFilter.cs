namespace FlameScope.Storage;

/// <summary>Which samples a view shows.</summary>
public sealed record SampleFilter
{
    /// <summary>The filter of a plain view: the first kind of event, idle CPUs left out.</summary>
    public static SampleFilter Default { get; } = new();

    /// <summary>The kinds of events shown; the first kind by default.</summary>
    public EventSelection Event { get; init; }

    /// <summary>Whether samples of idle CPUs are shown; they are left out, and counted, by default.</summary>
    public bool IncludeIdle { get; init; }
}
