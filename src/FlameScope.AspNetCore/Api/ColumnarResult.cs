using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>A view as named columns of numbers after a head of JSON.</summary>
/// <remarks>
/// As JSON, the head's member <c>data</c> has an array for each column. As <see cref="MediaType"/>, which the explorer asks for,
/// the body is the length of the head (four bytes, little-endian), the head, in which <c>data</c> tells type, offset and count of
/// each column, and the columns themselves; offsets count from the first multiple of 8 after the head.
/// </remarks>
internal sealed class ColumnarResult(Action<Utf8JsonWriter> writeHead, IReadOnlyList<WireColumn> columns) : IResult
{
    public const string MediaType = "application/vnd.flamescope.columns";

    private const int Alignment = 8;

    /// <summary>Bytes of all columns.</summary>
    public long Bytes => columns.Sum(column => (long)column.Bytes.Length);

    /// <summary>Whether a client asks for the columns as bytes.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Append("Vary", "Accept");
        bool isBinary = IsWantedBy(httpContext.Request);
        httpContext.Response.ContentType = isBinary ? MediaType : "application/json";
        byte[] start = isBinary ? WriteStart() : [];
        Stream body = ResponseBody.Open(httpContext);
        if (isBinary && httpContext.Response.Headers.ContentEncoding.Count == 0)
        {
            // A client that knows the length takes megabytes faster than one that is told piece by piece.
            httpContext.Response.ContentLength = start.Length + columns.Sum(column => (long)Aligned(column.Bytes.Length));
        }

        await using (body.ConfigureAwait(false))
        {
            await (isBinary ? WriteBinaryAsync(body, start, httpContext.RequestAborted) : WriteJsonAsync(body, httpContext.RequestAborted))
                .ConfigureAwait(false);
        }
    }

    private async Task WriteJsonAsync(Stream body, CancellationToken cancellationToken)
    {
        Utf8JsonWriter json = new(body, new JsonWriterOptions { Encoder = WireJson.Encoder });
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            writeHead(json);
            json.WriteStartObject("data"u8);
            foreach (WireColumn column in columns)
            {
                column.WriteJson(json);
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    // Everything before the columns.
    private byte[] WriteStart()
    {
        ArrayBufferWriter<byte> head = new(1 << 16);
        head.Advance(sizeof(int));
        using (Utf8JsonWriter json = new(head, new JsonWriterOptions { Encoder = WireJson.Encoder }))
        {
            json.WriteStartObject();
            writeHead(json);
            WriteLayout(json);
            json.WriteEndObject();
        }

        byte[] start = new byte[Aligned(head.WrittenCount)];
        head.WrittenSpan.CopyTo(start);
        BinaryPrimitives.WriteInt32LittleEndian(start, head.WrittenCount - sizeof(int));
        return start;
    }

    private async Task WriteBinaryAsync(Stream body, byte[] start, CancellationToken cancellationToken)
    {
        await body.WriteAsync(start, cancellationToken).ConfigureAwait(false);
        byte[] padding = new byte[Alignment];
        foreach (WireColumn column in columns)
        {
            await body.WriteAsync(column.Bytes, cancellationToken).ConfigureAwait(false);
            await body.WriteAsync(padding.AsMemory(0, Aligned(column.Bytes.Length) - column.Bytes.Length), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private void WriteLayout(Utf8JsonWriter json)
    {
        int offset = 0;
        json.WriteStartObject("data"u8);
        foreach (WireColumn column in columns)
        {
            json.WriteStartObject(column.Name);
            json.WriteString("type"u8, column.Type);
            json.WriteNumber("offset"u8, offset);
            json.WriteNumber("count"u8, column.Count);
            json.WriteEndObject();
            offset = checked(offset + Aligned(column.Bytes.Length));
        }

        json.WriteEndObject();
    }

    private static int Aligned(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
