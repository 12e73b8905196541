using FlameScope.Formats.Json;
using FlameScope.Formats.Speedscope;

namespace FlameScope.Formats;

/// <summary>The files of speedscope, which many profilers write: sampled and evented profiles, a thread each.</summary>
/// <remarks>
/// A sampled profile gives a sample at the beginning of each of its stacks, whose value is how long it lasts. An evented one has spans instead, of
/// which samples are taken at whole multiples of <see cref="LoadOptions.IntervalStep"/>. Profiles in bytes or without a unit have no times.
/// </remarks>
public sealed class SpeedscopeFormat : IProfileFormat
{
    private const int MaxDepth = 64;

    /// <inheritdoc/>
    public string Name => "speedscope";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".speedscope.json", ".json"];

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        ReadOnlySpan<byte> text = head.Bytes.StartsWith("\uFEFF"u8) ? head.Bytes["\uFEFF"u8.Length..] : head.Bytes;
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return FormatMatch.None;
        }

        bool isProfile = text.IndexOf("\"evented\""u8) >= 0 || text.IndexOf("\"sampled\""u8) >= 0;
        return text.IndexOf("speedscope.app/file-format-schema"u8) >= 0 ? FormatMatch.Sure
            : isProfile && text.IndexOf("\"profiles\""u8) >= 0 ? FormatMatch.Maybe
            : text.IndexOf("\"shared\""u8) >= 0 && text.IndexOf("\"frames\""u8) >= 0 && text.IndexOf("\"stackTable\""u8) < 0 ? FormatMatch.Maybe
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        SpeedscopeDocument document = new(builder, context);
        await JsonReading.RunAsync(source, builder, context, MaxDepth, document.Read, cancellationToken).ConfigureAwait(false);
        document.AddSamples();
    }
}
