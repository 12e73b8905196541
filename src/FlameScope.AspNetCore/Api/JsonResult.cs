using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>An answer in JSON that is written as it goes.</summary>
internal sealed class JsonResult(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    public static JsonResult Of<T>(T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(json => JsonSerializer.Serialize(json, answer, type), status);

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
