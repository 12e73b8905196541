namespace FlameScope.EventPipe;

/// <summary>Why a recording ended.</summary>
public enum RecordingEnd
{
    /// <summary>The process ended.</summary>
    ProcessEnded = 0,

    /// <summary>It was told to stop.</summary>
    Stopped = 1,

    /// <summary><see cref="EventPipeOptions.Duration"/> was over.</summary>
    DurationOver = 2,

    /// <summary>There were <see cref="EventPipeOptions.MaxBytes"/>.</summary>
    MaxBytesReached = 3,
}
