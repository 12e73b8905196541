using System.Globalization;
using System.Text.Json;
using FlameScope.AspNetCore.Cache;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>What went wrong, as RFC 9457 has it. Says nothing of the server's insides.</summary>
internal sealed record Problem(int Status, string Title, string Detail)
{
    /// <summary>The place in the input, where there is one.</summary>
    public LoadDiagnostic? Place { get; init; }

    /// <summary>When to ask again, in seconds, where that may help.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The problem behind an exception; <see langword="null"/> where it is a defect of the server.</summary>
    public static Problem? Of(Exception error) => error switch
    {
        ApiException api => new Problem(api.Status, api.Title, api.Message),
        ServerBusyException busy => new Problem(StatusCodes.Status503ServiceUnavailable, "The server is busy", busy.Message) { RetryAfter = ServerBusyException.RetryAfter },
        ProfileFormatException format => new Problem(StatusCodes.Status422UnprocessableEntity, "The file is no profile that can be read", format.Message)
        {
            Place = format.Diagnostic,
        },
        BadHttpRequestException request => new Problem(request.StatusCode, "The request makes no sense", request.Message),
        FileNotFoundException or DirectoryNotFoundException => new Problem(StatusCodes.Status404NotFound, "No such profile", "The file is gone."),
        UnauthorizedAccessException => new Problem(StatusCodes.Status422UnprocessableEntity, "The file cannot be read", "The server may not read this file."),
        IOException => new Problem(StatusCodes.Status422UnprocessableEntity, "The file cannot be read", "Reading the file failed."),
        _ => null,
    };

    public async Task WriteAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        response.Headers.ContentDisposition = default;
        response.Headers.RetryAfter = RetryAfter?.ToString(CultureInfo.InvariantCulture);
        Utf8JsonWriter json = new(response.BodyWriter, new JsonWriterOptions { Encoder = WireJson.Encoder });
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "about:blank"u8);
            json.WriteString("title"u8, Title);
            json.WriteNumber("status"u8, Status);
            json.WriteString("detail"u8, Detail);
            if (context.Request.Query["profile"] is [string profile])
            {
                json.WriteString("profile"u8, profile);
            }

            if (Place is not null)
            {
                json.WriteNumber("line"u8, Place.LineNumber);
                json.WriteNumber("byteOffset"u8, Place.ByteOffset);
            }

            json.WriteEndObject();
        }
    }
}
