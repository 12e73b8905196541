using System.Formats.Tar;
using FlameScope.Formats.PerfData;

namespace FlameScope.Formats;

/// <summary>A recording of perf packed with the symbols that its names need, as <c>flamescope pack</c> writes it: an archive that begins with <c>perf.data</c>.</summary>
public sealed class PackedRecordingFormat : IProfileFormat
{
    /// <summary>The first file of a packed recording.</summary>
    internal const string FirstFile = "perf.data";

    private const int MagicOffset = 257;

    /// <inheritdoc/>
    public string Name => "packed perf.data";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".tar"];

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) =>
        head.Bytes.StartsWith("perf.data\0"u8) && head.Bytes.Length > MagicOffset + 5 && head.Bytes[MagicOffset..].StartsWith("ustar"u8)
            ? FormatMatch.Sure
            : FormatMatch.None;

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        if (source.Path is string path)
        {
            context.Symbols.AddRoot(path);
        }

        Stream archive = source.AsPipe().AsStream(leaveOpen: true);
        TarReader reader = new(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            Stream content = await OpenFirstAsync(reader, cancellationToken).ConfigureAwait(false);
            Recording recording = new(context);
            await new RecordingReader(recording, new PackedParts(reader).OpenAsync, context).ReadAsync(new StreamWindow(content), cancellationToken).ConfigureAwait(false);
            new Playback(recording, builder, context).Run(cancellationToken);
        }
    }

    private static async ValueTask<Stream> OpenFirstAsync(TarReader reader, CancellationToken cancellationToken)
    {
        try
        {
            TarEntry? entry = await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
            return entry?.DataStream ?? throw new ProfileFormatException("The packed recording has no perf.data in it. Pack it once more: flamescope pack perf.data");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ProfileFormatException($"The packed recording is damaged: {error.Message}", error);
        }
    }
}
