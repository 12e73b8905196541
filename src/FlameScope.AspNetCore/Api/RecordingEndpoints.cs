using System.Text.Json;
using FlameScope.AspNetCore.Api.Answers;
using FlameScope.AspNetCore.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlameScope.AspNetCore.Api;

/// <summary>Recordings on demand, where the application has registered something that can be recorded.</summary>
internal static class RecordingEndpoints
{
    private const int MaxBodyBytes = 1024;

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api/recordings").WithGroupName(ApiDescription.DocumentName).WithTags("Recordings")
            .WithMetadata(new OwnSiteOnly(), new KnownParameters([]));
        api.MapGet("", List)
            .Describe("listRecordings", "What can be recorded, and the last recordings; 404 where the application lets nothing be recorded.")
            .Produces<RecordingList>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
        api.MapPost("", StartAsync)
            .Describe("startRecording", "Starts a recording, which ends by itself and is then listed as a profile. One runs at a time: 409 where one does.")
            .TakesJson<RecordingRequest>()
            .Produces<RecordingAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status415UnsupportedMediaType);
        api.MapDelete("", StopAsync)
            .Describe("stopRecording", "Stops the recording that is running. What it has by then is completed, and listed as a profile. 409 where none is running.")
            .Produces<RecordingAnswer>()
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonResult List(HttpContext context, Recorder recorder)
    {
        ILiveSource source = SourceOf(recorder);
        context.Response.Headers.CacheControl = "no-store";
        RecordingList list = new()
        {
            Source = source.Name,
            DefaultDuration = source.Limits.DurationOf(null).TotalSeconds,
            MaxDuration = source.Limits.MaxDuration.TotalSeconds,
            MaxBytes = source.Limits.MaxBytes,
            Recordings = [.. recorder.List().Select(RecordingAnswer.Of)],
        };
        return JsonResult.Of(list, AnswerJson.Wire.RecordingList);
    }

    private static async Task<IResult> StartAsync(HttpContext context, Recorder recorder)
    {
        ILiveSource source = SourceOf(recorder);
        RecordingRequest request = await ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        double most = source.Limits.MaxDuration.TotalSeconds;
        if (request.Duration is double asked && !(asked > 0 && asked <= most))
        {
            throw ApiException.NoSense("duration", FormattableString.Invariant($"expected more than 0 and at most {most:0.###} seconds, found {asked:0.###}."));
        }

        // A tick is the shortest time that is more than none.
        TimeSpan? duration = request.Duration is double seconds ? TimeSpan.FromTicks(Math.Max(1, (long)(seconds * TimeSpan.TicksPerSecond))) : null;
        return recorder.TryStart(duration) is Recording started
            ? JsonResult.Of(RecordingAnswer.Of(started), AnswerJson.Wire.RecordingAnswer, StatusCodes.Status202Accepted)
            : throw new ApiException(StatusCodes.Status409Conflict, "A recording is running", "One recording runs at a time. Wait for its end, or stop it.");
    }

    private static async Task<IResult> StopAsync(HttpContext context, Recorder recorder)
    {
        SourceOf(recorder);
        return await recorder.StopAsync(context.RequestAborted).ConfigureAwait(false) is Recording stopped
            ? JsonResult.Of(RecordingAnswer.Of(stopped), AnswerJson.Wire.RecordingAnswer)
            : throw new ApiException(StatusCodes.Status409Conflict, "No recording is running", "There is nothing to stop.");
    }

    private static ILiveSource SourceOf(Recorder recorder) => recorder.Source ?? throw new ApiException(
        StatusCodes.Status404NotFound, "Nothing can be recorded", "Recordings are off unless the application calls AddSelfProfiling.");

    // A page of another origin cannot send JSON without being asked first, which nobody answers.
    private static async Task<RecordingRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body is of another type", "Send {\"duration\": SECONDS} as application/json.");
        }

        if (request.ContentLength > MaxBodyBytes)
        {
            throw ApiException.NoSense("body", "expected {\"duration\": SECONDS}, found something larger.");
        }

        try
        {
            byte[] body = new byte[MaxBodyBytes];
            int length = await request.Body.ReadAtLeastAsync(body, MaxBodyBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(body.AsSpan(0, length), AnswerJson.Wire.RecordingRequest) ?? new RecordingRequest();
        }
        catch (JsonException)
        {
            throw ApiException.NoSense("body", "expected {\"duration\": SECONDS}, and nothing else.");
        }
    }
}
