using FlameScope.Perturbations.Scanning;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>Episodes that are occurrences of the same change, or the beats of a rhythm.</summary>
internal sealed class EpisodeSeries
{
    /// <summary>The occurrence with the most evidence.</summary>
    public required TimeRange Strongest { get; init; }

    /// <summary>All occurrences in order of time.</summary>
    public required List<TimeRange> Occurrences { get; init; }

    /// <summary>The candidate that shows it best.</summary>
    public required Candidate Lead { get; init; }

    /// <summary>Nats over all occurrences.</summary>
    public required double Evidence { get; init; }

    public required double ExpectedFalseAlarms { get; init; }

    /// <summary>Whether something that grows stands for it.</summary>
    public required bool HasRise { get; init; }

    /// <summary>Whether it was found by its rhythm, not beat by beat.</summary>
    public bool IsFolded { get; init; }

    public Recurrence? Recurrence { get; init; }
}
