namespace FlameScope;

/// <summary>Why a recording ended.</summary>
public enum RecordingEnd
{
    /// <summary>The recorded process ended.</summary>
    ProcessEnded = 0,

    /// <summary>It was told to stop.</summary>
    Stopped = 1,

    /// <summary>Its time was over.</summary>
    DurationOver = 2,

    /// <summary>It reached its limit of bytes.</summary>
    MaxBytesReached = 3,
}
