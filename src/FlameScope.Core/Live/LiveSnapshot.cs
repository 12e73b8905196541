namespace FlameScope;

/// <summary>A window at one moment: its samples, and what is to be known of them. Nothing in it changes.</summary>
public sealed record LiveSnapshot
{
    /// <summary>Grows by one with each snapshot; 0 before the first.</summary>
    public required long Version { get; init; }

    /// <summary>The samples that the window held.</summary>
    public required LiveProfile Profile { get; init; }

    /// <summary>Whether more is to come.</summary>
    public LiveState State { get; init; }

    /// <summary>Why reading ended early, in a sentence for people; <see langword="null"/> where it did not.</summary>
    public string? Error { get; init; }

    /// <summary>
    /// The first instant of the window, in nanoseconds of the profile's clock: what began before has left it, or came too late for it.
    /// <see langword="null"/> as long as everything is kept.
    /// </summary>
    public long? Start { get; init; }

    /// <summary>Samples that came out of order by more than <see cref="LiveWindowOptions.ReorderWindow"/>; they are in their place all the same.</summary>
    public long Late { get; init; }

    /// <summary>Samples that have left the window.</summary>
    public long Passed { get; init; }

    /// <summary>Whether samples left before their time, because the window had reached <see cref="LiveWindowOptions.MaxBytes"/>.</summary>
    public bool IsCutByMaxBytes { get; init; }
}
