using FlameScope.Formats.Json;
using FlameScope.Formats.TraceEvents;

namespace FlameScope.Formats;

/// <summary>Traces in the trace event format (JSON), as Chrome, Node.js and many tools write them.</summary>
public sealed class TraceEventsFormat : IProfileFormat
{
    private const int MaxDepth = 1024;

    private static readonly string[] MembersBeside = ["displayTimeUnit", "otherData", "systemTraceEvents", "stackFrames", "controllerTraceDataKey", "metadata"];

    /// <inheritdoc/>
    public string Name => "trace events";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions { get; } = [".json", ".trace"];

    /// <inheritdoc/>
    public string MediaType => "application/json";

    /// <inheritdoc/>
    public FormatMatch Match(in ProfileHead head)
    {
        JsonHead json = JsonHead.Of(head);
        return json.Has("traceEvents") || json.ElementsHave("ph") ? FormatMatch.Sure
            : !json.IsWhole && MembersBeside.Any(json.Has) ? FormatMatch.Maybe
            : FormatMatch.None;
    }

    /// <inheritdoc/>
    public async ValueTask ReadAsync(ProfileSource source, SampleStoreBuilder builder, LoadContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        TraceReader reader = new(builder, context);
        await JsonReading.RunAsync(source, builder, context, MaxDepth, reader.Read, cancellationToken, () => reader.EstimatedBytes).ConfigureAwait(false);
    }
}
