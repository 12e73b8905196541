namespace FlameScope;

/// <summary>What a recording came to.</summary>
/// <param name="Bytes">Bytes that were written.</param>
/// <param name="End">Why it ended.</param>
/// <param name="IsCut">
/// Whether the connection was cut, because the process did not complete the recording in time: it is readable up to there, but functions may
/// have no names.
/// </param>
public sealed record RecordingSummary(long Bytes, RecordingEnd End, bool IsCut)
{
    /// <summary>CPU time of the threads that recorded; <see langword="null"/> where it was not measured.</summary>
    public TimeSpan? ReaderTime { get; init; }
}
