using System.ComponentModel;
using System.Text.Json.Serialization;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A recording that is asked for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RecordingRequest
{
    [JsonNumberHandling(JsonNumberHandling.Strict)]
    [Description("How many seconds to record; the source's default where it is null or missing.")]
    public double? Duration { get; init; }
}
