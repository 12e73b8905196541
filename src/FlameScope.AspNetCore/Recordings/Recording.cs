namespace FlameScope.AspNetCore.Recordings;

/// <summary>A recording that runs, or has ended.</summary>
/// <param name="Id">Its number, from 1 up.</param>
/// <param name="Source">What is recorded.</param>
/// <param name="StartedUtc">When it began.</param>
/// <param name="Duration">How long it is to last.</param>
internal sealed record Recording(int Id, string Source, DateTime StartedUtc, TimeSpan Duration)
{
    public RecordingState State { get; init; }

    /// <summary>The name in the catalogue, once it is complete.</summary>
    public string? Profile { get; init; }

    /// <summary>What it came to, once it is complete.</summary>
    public RecordingSummary? Summary { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Failure { get; init; }
}

/// <summary>Where a recording is.</summary>
internal enum RecordingState
{
    Running = 0,
    Complete = 1,
    Failed = 2,
}
