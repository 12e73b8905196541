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
    public static ExportResult Of(HeatMap map, string? format, string profile) => format switch
    {
        "svg" => Of(new SvgHeatMapExporter(), map, profile, "heatmap.svg"),
        "json" => Of(new JsonHeatMapExporter(), map, profile, "heatmap.json"),
        _ => throw ApiException.BadParameter("format", "svg or json", format),
    };

    /// <exception cref="ApiException">There is no such format of flame graphs.</exception>
    public static ExportResult Of(FlameTree tree, ExportQuery file, string profile) => file.Format switch
    {
        "svg" => Of(new SvgFlameGraphExporter(file.ToGraphOptions()), tree, profile, "flame.svg"),
        "json" => Of(new JsonFlameTreeExporter(), tree, profile, "flame.json"),
        "folded" => Of(new FoldedExporter(), tree, profile, "folded"),
        _ => throw ApiException.BadParameter("format", "svg, json, folded or speedscope", file.Format),
    };

    /// <exception cref="ApiException">There is no such format of differences.</exception>
    public static ExportResult Of(FlameDiff diff, ExportQuery file, string profile) => file.Format switch
    {
        "svg" => Of(
            new SvgFlameDiffExporter(new SvgFlameDiffOptions { Graph = file.ToGraphOptions(), Width = file.ToWidth() }), diff, profile, "diff.svg"),
        "json" => Of(new JsonFlameDiffExporter(), diff, profile, "diff.json"),
        "folded" => Of(new FoldedDiffExporter(), diff, profile, "diff.folded"),
        _ => throw ApiException.BadParameter("format", "svg, json or folded", file.Format),
    };

    /// <summary>A slice for speedscope, in the order of time.</summary>
    public static ExportResult Of(ProfileSlice slice, string profile) => Of(new SpeedscopeExporter(), slice, profile, "speedscope.json");

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

    private static ExportResult Of<T>(IProfileExporter<T> exporter, T value, string profile, string extension)
    {
        string name = profile[(profile.LastIndexOf('/') + 1)..];
        return new ExportResult(stream => exporter.Export(value, stream), exporter.MediaType, $"{name}.{extension}");
    }
}
