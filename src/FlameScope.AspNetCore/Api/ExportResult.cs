using FlameScope.Export;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlameScope.AspNetCore.Api;

/// <summary>A view as a file to keep.</summary>
internal sealed class ExportResult : IResult
{
    private readonly Action<Stream> _write;
    private readonly string _mediaType;
    private readonly string _fileName;

    private ExportResult(Action<Stream> write, string mediaType, string fileName)
    {
        _write = write;
        _mediaType = mediaType;
        _fileName = fileName;
    }

    /// <exception cref="ApiException">There is no such format of heat maps.</exception>
    public static ExportResult Of(HeatMap map, string? format, string profile) => Of(map, "heatmap", format, ExportOptions.Default, profile);

    /// <exception cref="ApiException">There is no such format of flame graphs.</exception>
    public static ExportResult Of(FlameTree tree, ExportQuery file, string profile) => Of(tree, "flame", file.Format, file.ToOptions(), profile);

    /// <exception cref="ApiException">There is no such format of differences.</exception>
    public static ExportResult Of(FlameDiff diff, ExportQuery file, string profile) => Of(diff, "diff", file.Format, file.ToOptions(), profile);

    /// <summary>A slice for other tools, in the order of time.</summary>
    public static ExportResult Of(ProfileSlice slice, ExportQuery file, string profile) => Of(slice, "slice", file.Format, file.ToOptions(), profile);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = _mediaType;
        // A drawing has a script of its own, which must never run as a part of this site.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        ContentDispositionHeaderValue disposition = new("attachment");
        disposition.SetHttpFileName(_fileName);
        response.Headers.ContentDisposition = disposition.ToString();

        // Exporters write in one go; the answer goes on while the client reads.
        using MemoryStream file = new();
        await Task.Run(() => _write(file), httpContext.RequestAborted).ConfigureAwait(false);
        file.Position = 0;
        Stream body = ResponseBody.Open(httpContext);
        await using (body.ConfigureAwait(false))
        {
            await file.CopyToAsync(body, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }

    private static ExportResult Of<T>(T value, string view, string? name, ExportOptions options, string profile)
    {
        if (ExportFormats.Default.Find<T>(name) is not ExportFormat<T> format)
        {
            // A slice becomes a file by way of its flame graph, too.
            IEnumerable<ExportFormat> known = value is FlameTree
                ? ExportFormats.Default.Where(any => any is ExportFormat<T> or ExportFormat<ProfileSlice>)
                : ExportFormats.Default.Of<T>();
            throw ApiException.BadParameter("format", string.Join(" or ", known.Select(any => any.Name)), name);
        }

        IProfileExporter<T> exporter = format.Create(options);
        string file = profile[(profile.LastIndexOf('/') + 1)..];

        // Files of a slice or of folded stacks are of no view in particular, and named so since there are any.
        bool isPlain = value is ProfileSlice || (value is FlameTree && format.Extension == ".folded");
        return new ExportResult(
            stream => exporter.Export(value, stream), exporter.MediaType, isPlain ? file + format.Extension : $"{file}.{view}{format.Extension}");
    }
}
