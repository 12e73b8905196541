namespace FlameScope;

/// <summary>Something that can be recorded while it runs, such as a process. Packages that record register theirs as services.</summary>
public interface ILiveSource
{
    /// <summary>What it is called, for people: <c>orders (1234)</c>.</summary>
    string Name { get; }

    /// <summary>How long, and how much, is recorded at most.</summary>
    RecordingLimits Limits { get; }

    /// <summary>Records: writes what the source sends, as it comes, in a format that <see cref="ProfileFormats"/> knows.</summary>
    /// <param name="destination">Where to; stays open. A pipe to a loader reads the recording while it is made.</param>
    /// <param name="duration">How long; <see langword="null"/> for <see cref="RecordingLimits.DefaultDuration"/>.</param>
    /// <param name="stopToken">Ends the recording early, and completes it: no error.</param>
    /// <returns>What the recording came to.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not positive, or more than <see cref="RecordingLimits.MaxDuration"/>.</exception>
    /// <exception cref="InvalidOperationException">The source cannot be recorded, or not a second time at once; the message says why.</exception>
    /// <exception cref="IOException">The destination cannot be written; the recording has ended.</exception>
    Task<RecordingSummary> RecordAsync(Stream destination, TimeSpan? duration = null, CancellationToken stopToken = default);
}
