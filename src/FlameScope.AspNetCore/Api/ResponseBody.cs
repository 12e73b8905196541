using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FlameScope.AspNetCore.Api;

/// <summary>The body of an answer, compressed where that pays.</summary>
internal static class ResponseBody
{
    /// <summary>The stream to write an answer to; dispose it to end the answer. Sets the headers, so call it before anything is written.</summary>
    public static Stream Open(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.Append("Vary", "Accept-Encoding");
        string? coding = CodingOf(context);
        if (coding is null)
        {
            return response.BodyWriter.AsStream(leaveOpen: true);
        }

        response.Headers.ContentEncoding = coding;
        return coding == "br"
            ? new BrotliStream(response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private static string? CodingOf(HttpContext context)
    {
        IPAddress? client = context.Connection.RemoteIpAddress;
        if (client is not null && IPAddress.IsLoopback(client)
            && !context.RequestServices.GetRequiredService<IOptions<FlameScopeOptions>>().Value.CompressOnLoopback)
        {
            return null;
        }

        return AcceptedCodingOf(context.Request);
    }

    /// <summary>The coding that a client would rather have of those that there are; <see langword="null"/> for none.</summary>
    public static string? AcceptedCodingOf(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? codings))
        {
            return null;
        }

        return ((string[])["br", "gzip"]).FirstOrDefault(name => codings.Any(coding =>
            coding.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && coding.Quality is null or > 0));
    }
}
