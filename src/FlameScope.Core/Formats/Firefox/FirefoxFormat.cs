using FlameScope.Formats.Firefox;
using FlameScope.Formats.Json;

namespace FlameScope.Formats;

/// <summary>The processed profiles of the Firefox profiler, which Firefox saves and samply writes; versions 49 to 70.</summary>
/// <remarks>
/// Threads are sampled whether they run or not: a sample that repeats the stack before it while the thread used no CPU shows waiting. Markers
/// become markers, with their category as their kind.
/// </remarks>
public sealed class FirefoxFormat : IProfileFormat
{
    private const int MaxDepth = 256;

    /// <inheritdoc/>
    public string Name => "Firefox profile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".json"];

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public TimeAxis? TimeAxis => FlameScope.TimeAxis.Clock;

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        ReadOnlySpan<byte> text = head.Bytes.StartsWith("\uFEFF"u8) ? head.Bytes["\uFEFF"u8.Length..] : head.Bytes;
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return FormatMatch.None;
        }

        bool isGecko = text.IndexOf("\"meta\""u8) >= 0 && text.IndexOf("\"processType\""u8) >= 0 && text.IndexOf("\"stackwalk\""u8) >= 0;
        return text.IndexOf("\"preprocessedProfileVersion\""u8) >= 0 || isGecko ? FormatMatch.Sure
            : text.IndexOf("\"stackTable\""u8) >= 0 ? FormatMatch.Maybe
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        ProfileDocument document = new(builder, context);
        await JsonReading.RunAsync(source, builder, context, MaxDepth, document.Read, cancellationToken).ConfigureAwait(false);
        document.Complete();
    }
}
