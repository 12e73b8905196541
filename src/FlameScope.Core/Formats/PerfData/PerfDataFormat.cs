using FlameScope.Formats.PerfData;
using Microsoft.Win32.SafeHandles;

namespace FlameScope.Formats;

/// <summary>The recordings that <c>perf record</c> writes: <c>perf.data</c>, in a file or through a pipe.</summary>
public sealed class PerfDataFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "perf.data";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".data", ".perfdata"];

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => FileHeader.IsOne(head.Bytes) ? FormatMatch.Sure : FormatMatch.None;

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        InputWindow input = source.TryOpenRandomAccess(out SafeFileHandle? file, out long length)
            ? new FileWindow(file, length, context)
            : new StreamWindow(source.AsPipe().AsStream(leaveOpen: true));
        Recording recording = new(context);
        Playback playback = new(recording, builder, context);
        if (input is StreamWindow)
        {
            context.Completing = playback.RunSoFar;
        }

        await new RecordingReader(recording, source.OpenSiblingAsync, context).ReadAsync(input, cancellationToken).ConfigureAwait(false);
        playback.Run(cancellationToken);
    }
}
