namespace FlameScope.Formats.PerfScript;

/// <summary>The layouts that the beginning of a text was found to have, by kind of event; the likeliest first. Immutable.</summary>
internal sealed class LayoutTable
{
    private readonly Kind[] _kinds;
    private readonly EventLayout[] _all;

    /// <param name="all">The layouts of the whole text.</param>
    /// <param name="kinds">Those of the kinds of events that have others.</param>
    public LayoutTable(EventLayout[] all, Kind[] kinds)
    {
        _all = all;
        _kinds = kinds;
    }

    /// <summary>Nothing is known: lines with a time are read by what they show.</summary>
    public static LayoutTable Empty { get; } = new([], []);

    /// <summary>As <see cref="Empty"/>, and lines need no thread: for finding out which columns there are.</summary>
    public static LayoutTable AnyTimed { get; } = new([], []) { AllowsThreadless = true };

    /// <summary>Lines without a time, read by what they show.</summary>
    public static LayoutTable AnyUntimed { get; } = new([], []) { HasTimed = false, HasUntimed = true };

    /// <summary>Whether lines may have a time.</summary>
    public bool HasTimed { get; init; } = true;

    /// <summary>Whether lines may have none.</summary>
    public bool HasUntimed { get; init; }

    /// <summary>
    /// Whether lines may have neither a time nor both a thread and an event: of those nothing can tell but that frames follow.
    /// </summary>
    public bool HasBare { get; init; }

    /// <summary>Nothing but bare lines.</summary>
    public static LayoutTable AnyBare { get; } = new([], []) { HasTimed = false, HasBare = true };

    /// <summary>Whether a line of an unknown layout may do without a thread.</summary>
    public bool AllowsThreadless { get; private init; }

    /// <summary>The layouts of a kind of event; those of all where it is not known.</summary>
    public ReadOnlySpan<EventLayout> Of(ReadOnlySpan<byte> eventName)
    {
        foreach (Kind kind in _kinds)
        {
            if (eventName.SequenceEqual(kind.EventName))
            {
                return kind.Layouts;
            }
        }

        return _all;
    }

    /// <summary>A kind of event and its layouts.</summary>
    internal sealed record Kind(byte[] EventName, EventLayout[] Layouts);
}
