using System.Text.Json;
using FlameScope.Formats.CpuProfile;
using FlameScope.Formats.Json;

namespace FlameScope.Formats;

/// <summary>CPU profiles of V8 (<c>.cpuprofile</c>), as Node.js and the developer tools of Chrome write them.</summary>
public sealed class CpuProfileFormat : IProfileFormat
{
    // An old file's tree nests an object and an array for each call.
    private const int MaxDepth = 20_000;

    /// <inheritdoc/>
    public string Name => "cpuprofile";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".cpuprofile"];

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        JsonHead json = JsonHead.Of(head);
        bool hasFunctions = head.Bytes.IndexOf("\"functionName\""u8) >= 0;
        return json.Has("timeDeltas") || (hasFunctions && (json.Has("nodes") || json.Has("head") || json.Has("profile") || json.Has("result")))
            || json.ElementsHave("timeDeltas") || (hasFunctions && (json.ElementsHave("nodes") || json.ElementsHave("head"))) ? FormatMatch.Sure
            : json.Names.Count == 1 && json.Has("samples") ? FormatMatch.Maybe
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        CpuProfileReader reader = new(builder, context, source.Name);
        await JsonReading.RunAsync(source, builder, context, MaxDepth, reader.Read, cancellationToken).ConfigureAwait(false);
        if (builder.TimeAxis == TimeAxis.None)
        {
            builder.Header = builder.Header with { TimelessAdvice = "Record one with times: node --cpu-prof, or the Performance panel of Chrome." };
        }
    }
}
