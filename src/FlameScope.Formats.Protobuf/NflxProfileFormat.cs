using FlameScope.Formats.Protobuf.NflxProfile;
using FlameScope.Formats.Protobuf.Wire;

namespace FlameScope.Formats;

/// <summary>Netflix's nflxprofile: samples with times whose stacks are nodes of a call tree, or stand on the nodes themselves.</summary>
public sealed class NflxProfileFormat : IProfileFormat
{
    private const int EndTimeOffset = 1 + sizeof(double);

    /// <inheritdoc/>
    public string Name => "nflxprofile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".nflxprofile"];

    /// <inheritdoc/>
    public string MediaType => "application/x-protobuf";

    /// <inheritdoc/>
    public TimeAxis? TimeAxis => FlameScope.TimeAxis.Clock;

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head) =>
        head.Bytes.Length > EndTimeOffset && head.Bytes[0] == NflxProfileField.StartTime && head.Bytes[EndTimeOffset] == NflxProfileField.EndTime
            ? FormatMatch.Sure
            : FormatMatch.None;

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        WireReader reader = await MessageInput.ReadAsync(source, context, cancellationToken).ConfigureAwait(false);
        new NflxProfileReader(reader, builder, context, cancellationToken).Read();
    }
}
