using FlameScope.Formats.Protobuf.Otlp;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats;

/// <summary>
/// The profiles of OpenTelemetry (OTLP, v1development) as protobuf: <c>ProfilesData</c>, or the request that an agent sends a collector.
/// Older forms of it are not compatible and are refused by name.
/// </summary>
public sealed class OtlpProfilesFormat : IProfileFormat
{
    /// <inheritdoc/>
    public string Name => "OTLP profiles";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".otlp", ".pb"];

    /// <inheritdoc/>
    public string MediaType => "application/x-protobuf";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) => OtlpSniffer.Match(head.Bytes);

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        WireReader reader = await MessageInput.ReadAsync(source, context, cancellationToken).ConfigureAwait(false);
        new OtlpReader(reader, builder, context, cancellationToken).Read();
    }
}
