using FlameScope.AspNetCore.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>In place of a view: its profile is still being loaded, and this far.</summary>
internal sealed class LoadInProgress(LoadProgress? progress) : IResult
{
    private const string Preference = "respond-async";

    /// <summary>Whether a client would rather be told at once than wait (RFC 7240).</summary>
    public static bool IsWantedBy(HttpRequest request) => request.Headers["Prefer"]
        .SelectMany(line => (line ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        .Contains(Preference, StringComparer.OrdinalIgnoreCase);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        IHeaderDictionary headers = httpContext.Response.Headers;
        headers.ETag = default;
        headers.CacheControl = "no-store";
        headers.RetryAfter = "1";
        if (IsWantedBy(httpContext.Request))
        {
            headers["Preference-Applied"] = Preference;
        }

        ProgressAnswer answer = new() { BytesRead = progress?.BytesRead, TotalBytes = progress?.TotalBytes };
        return JsonResult.Of(answer, AnswerJson.Wire.ProgressAnswer, StatusCodes.Status202Accepted).ExecuteAsync(httpContext);
    }
}
