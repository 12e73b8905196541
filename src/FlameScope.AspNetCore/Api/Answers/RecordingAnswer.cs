using System.ComponentModel;
using System.Text.Json;
using FlameScope.AspNetCore.Recordings;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>A recording that runs, or has ended.</summary>
internal sealed record RecordingAnswer
{
    [Description("Its number, from 1 up.")]
    public required int Id { get; init; }

    [Description("What is recorded.")]
    public required string Source { get; init; }

    [Description("running, complete or failed.")]
    public required string State { get; init; }

    [Description("When it began, UTC.")]
    public required DateTime Started { get; init; }

    [Description("How many seconds it was asked to last.")]
    public required double Duration { get; init; }

    [Description("The name of its profile; null until it is complete.")]
    public required string? Profile { get; init; }

    [Description("Its bytes; null until it is complete.")]
    public required long? Bytes { get; init; }

    [Description("Milliseconds of CPU that the threads that recorded took; null until it is complete, or where that was not measured.")]
    public required double? ReaderMilliseconds { get; init; }

    [Description("Why it ended: processEnded, stopped, durationOver or maxBytesReached; null until it is complete.")]
    public required string? End { get; init; }

    [Description("Whether it was cut before it was complete, so that functions may have no names; null until it has ended.")]
    public required bool? IsCut { get; init; }

    [Description("Why it failed; null unless it did.")]
    public required string? Failure { get; init; }

    public static RecordingAnswer Of(Recording recording) => new()
    {
        Id = recording.Id,
        Source = recording.Source,
        State = NameOf(recording.State),
        Started = recording.StartedUtc,
        Duration = recording.Duration.TotalSeconds,
        Profile = recording.Profile,
        Bytes = recording.Summary?.Bytes,
        ReaderMilliseconds = recording.Summary?.ReaderTime?.TotalMilliseconds,
        End = recording.Summary is RecordingSummary summary ? NameOf(summary.End) : null,
        IsCut = recording.Summary?.IsCut,
        Failure = recording.Failure,
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
