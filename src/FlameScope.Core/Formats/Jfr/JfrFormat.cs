using FlameScope.Formats.Jfr;

namespace FlameScope.Formats;

/// <summary>
/// Recordings of Java's Flight Recorder and of async-profiler (.jfr): samples of code that runs, of native code, of wall-clock time and
/// of CPU time, with collections of garbage and waits for locks as markers.
/// </summary>
public sealed class JfrFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "JFR";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".jfr"];

    /// <inheritdoc/>
    public TimeAxis? TimeAxis => FlameScope.TimeAxis.Clock;

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => JfrHeader.IsChunk(head.Bytes) ? FormatMatch.Sure : FormatMatch.None;

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        await new JfrReader(source, builder, context).ReadAsync(cancellationToken).ConfigureAwait(false);
        builder.Header = builder.Header with { ClockEpochNanoseconds = 0 };
    }
}
