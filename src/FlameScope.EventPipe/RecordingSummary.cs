namespace FlameScope.EventPipe;

/// <summary>What a recording came to.</summary>
/// <param name="Bytes">Bytes of the trace.</param>
/// <param name="End">Why it ended.</param>
/// <param name="IsCut">
/// Whether the connection was cut, because the process did not finish the trace within <see cref="EventPipeOptions.StopTimeout"/>: the
/// trace is readable up to there, but functions may have no names.
/// </param>
public sealed record RecordingSummary(long Bytes, RecordingEnd End, bool IsCut);
