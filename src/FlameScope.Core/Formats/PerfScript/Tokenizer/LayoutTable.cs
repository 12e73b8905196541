namespace FlameScope.Formats.PerfScript;

/// <summary>The layouts that the beginning of a text was found to have, by kind of event; the likeliest first. Immutable.</summary>
internal sealed class LayoutTable
{
    private readonly (byte[] Name, EventLayout[] Layouts)[] _kinds;
    private readonly EventLayout[] _all;

    /// <param name="all">The layouts of the whole text.</param>
    /// <param name="kinds">Those of the kinds of events that have others.</param>
    public LayoutTable(EventLayout[] all, (byte[] Name, EventLayout[] Layouts)[] kinds)
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

    /// <summary>Whether a line of an unknown layout may do without a thread.</summary>
    public bool AllowsThreadless { get; private init; }

    /// <summary>The layouts of a kind of event; those of all where it is not known.</summary>
    public ReadOnlySpan<EventLayout> Of(ReadOnlySpan<byte> eventName)
    {
        foreach ((byte[] name, EventLayout[] layouts) in _kinds)
        {
            if (eventName.SequenceEqual(name))
            {
                return layouts;
            }
        }

        return _all;
    }
}
