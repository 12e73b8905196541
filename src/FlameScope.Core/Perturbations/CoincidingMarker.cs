namespace FlameScope;

/// <summary>Markers of one name and kind that begin, last or end where the occurrences of a perturbation begin, or where they end.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Kind">What they are one of; empty where their format does not say.</param>
/// <param name="Occurrences">Occurrences of the perturbation that have such a marker near their start.</param>
/// <param name="Of">All occurrences of the perturbation.</param>
/// <param name="Reach">How near that is, in nanoseconds: the occurrence begins at most so long before, during or after the marker.</param>
/// <param name="ShareOfTime">Share of the recorded time that is as near to such a marker, 0 to 1.</param>
/// <param name="Chance">
/// How often at least as many occurrences would have such a marker if they began anywhere in the recording, 0 to 1. Each name and kind is
/// judged by itself: among many, some are near by chance.
/// </param>
public sealed record CoincidingMarker(string Name, string Kind, int Occurrences, int Of, long Reach, double ShareOfTime, double Chance)
{
    /// <summary>
    /// Which edge of the occurrences the markers are near. Ends are reported only for markers that are at the starts no more often than by
    /// chance; all other members then describe the ends.
    /// </summary>
    public OccurrenceEdge Edge { get; init; }
}

/// <summary>An edge of an occurrence.</summary>
public enum OccurrenceEdge
{
    /// <summary>Where it begins.</summary>
    Start = 0,

    /// <summary>Where it ends, as threads wake and contend for a lock when what held them lets go.</summary>
    End = 1,
}
