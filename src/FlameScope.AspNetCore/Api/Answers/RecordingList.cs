using System.ComponentModel;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>What can be recorded, and the last recordings.</summary>
internal sealed record RecordingList
{
    [Description("What can be recorded.")]
    public required string Source { get; init; }

    [Description("How many seconds are recorded where a request does not say.")]
    public required double DefaultDuration { get; init; }

    [Description("The most seconds that may be asked for.")]
    public required double MaxDuration { get; init; }

    [Description("The bytes at which a recording ends by itself.")]
    public required long MaxBytes { get; init; }

    [Description("The last recordings, the newest first.")]
    public required IReadOnlyList<RecordingAnswer> Recordings { get; init; }
}
