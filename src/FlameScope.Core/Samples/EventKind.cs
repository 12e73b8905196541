namespace FlameScope;

/// <summary>How the samples of an event kind come about.</summary>
public enum EventCounting : byte
{
    /// <summary>Taken at intervals: each stands for the time or the events since the one before.</summary>
    Sampled = 0,

    /// <summary>One for each time that something happened, such as a page fault or a tracepoint.</summary>
    Occurring = 1,

    /// <summary>Sums that the profiler made: each stands for many events, and its value says how many.</summary>
    Aggregated = 2,
}

/// <summary>Which time an event kind shows.</summary>
public enum EventClock : byte
{
    /// <summary>Time on a CPU, or events that a running thread causes.</summary>
    Cpu = 0,

    /// <summary>Wall-clock time: threads are sampled whether they run or not, so that no share of a CPU can be told.</summary>
    Wall = 1,

    /// <summary>Time that threads spent waiting for a CPU or for something else. Never what views show by default.</summary>
    OffCpu = 2,
}

/// <summary>What the samples of one kind of event count, and in which unit.</summary>
/// <remarks>The defaults are those of a sampled event whose samples are counted.</remarks>
public sealed record EventKind
{
    private readonly SampleWeight? _defaultWeight;

    /// <summary>The kind's name, such as <c>cycles:ppp</c>; may hold blanks. Set by the builder.</summary>
    public StringId Name { get; internal init; }

    /// <summary>What values add up to, where that is not called as the kind itself: <c>cycles</c> for <c>cycles:ppp</c>.</summary>
    public string? Measure { get; init; }

    /// <summary>The unit of a sample's value, such as <c>ns</c>, <c>bytes</c> or <c>cycles</c>; <c>events</c> by default.</summary>
    public string Unit { get; init; } = "events";

    /// <summary>
    /// What a sample adds where nothing else is asked for: its value where the kind is aggregated or its unit is <c>bytes</c>,
    /// otherwise one.
    /// </summary>
    public SampleWeight DefaultWeight
    {
        get => _defaultWeight ?? (Counting == EventCounting.Aggregated || Unit == "bytes" ? SampleWeight.Value : SampleWeight.Count);
        init => _defaultWeight = value;
    }

    /// <summary>How the samples come about.</summary>
    public EventCounting Counting { get; init; }

    /// <summary>Which time they show.</summary>
    public EventClock Clock { get; init; }

    /// <summary>
    /// Whether its samples were worked out of those of other kinds, as time off a CPU is of switches: no events of the input, and not
    /// among <see cref="EventSelection.All"/>.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>Whether views show this kind where nothing else is asked for; without any, it is the first one seen that is not off-CPU.</summary>
    public bool IsDefault { get; init; }
}
