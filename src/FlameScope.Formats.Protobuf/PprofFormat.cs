using FlameScope.Formats.Protobuf.Pprof;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats;

/// <summary>
/// The profiles of pprof, as Go, eBPF agents and many profilers write them: protobuf, mostly gzipped. Most have no times, so that only
/// views of the whole work; those whose samples bear the label <c>end_timestamp_ns</c> have a clock.
/// </summary>
public sealed class PprofFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "pprof";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".pprof", ".pb"];

    /// <inheritdoc/>
    public string MediaType => "application/x-protobuf";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => PprofSniffer.Match(head.Bytes);

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        WireReader reader = await MessageInput.ReadAsync(source, context, cancellationToken).ConfigureAwait(false);
        new PprofReader(reader, builder, context, cancellationToken).Read();
    }
}
