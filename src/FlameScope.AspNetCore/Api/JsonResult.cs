using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>An answer in JSON that is written as it goes.</summary>
internal sealed class JsonResult(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public static JsonResult Of<T>(T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(json => JsonSerializer.Serialize(json, answer, type), status);

    /// <summary>The same answer, written once for all; <see langword="null"/> where it is larger, or no plain success.</summary>
    /// <param name="maxBytes">The most bytes that it may have.</param>
    public JsonResult? Written(int maxBytes)
    {
        if (status != StatusCodes.Status200OK)
        {
            return null;
        }

        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = WireJson.Encoder }))
        {
            write(json);
        }

        return bytes.WrittenCount > maxBytes ? null : new JsonResult(json => json.WriteRawValue(bytes.WrittenSpan, skipInputValidation: true));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        Stream body = ResponseBody.Open(httpContext);
        await using (body.ConfigureAwait(false))
        {
            Utf8JsonWriter json = new(body, new JsonWriterOptions { Encoder = WireJson.Encoder });
            await using (json.ConfigureAwait(false))
            {
                write(json);
            }
        }
    }
}
