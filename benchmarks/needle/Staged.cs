namespace FlameScope.Needle;

/// <summary>A made-up recording and what is to be found in it.</summary>
/// <param name="Store">The recording.</param>
/// <param name="Windows">When it happens; empty where nothing does.</param>
/// <param name="Interval">Nanoseconds between two samples of a running thread.</param>
internal sealed record Staged(SampleStore Store, TimeRange[] Windows, long Interval)
{
    /// <summary>Whether only the start is known: a phase that begins.</summary>
    public bool IsStep { get; init; }

    /// <summary>Whether it does not have to be found: only nothing else may be.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>Whether beats are too short to have edges of their own.</summary>
    public bool IsFast { get; init; }

    /// <summary>Nanoseconds from one to the next; <see langword="null"/> where no period may be reported.</summary>
    public double? Period { get; init; }
}
