using System.ComponentModel;
using FlameScope.AspNetCore.Cache;
using FlameScope.Flames;
using FlameScope.Model;
using FlameScope.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>The views of a profile.</summary>
internal static class ViewEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Views");
        api.MapGet("/heatmap", HeatMapAsync)
            .WithName("GetHeatMap")
            .WithSummary("The subsecond-offset heat map: values column after column, each from offset 0 up, and each column's total.")
            .ProducesColumns();
        api.MapGet("/flame", FlameAsync)
            .WithName("GetFlameTree")
            .WithSummary("The merged stacks of a slice as columns in depth-first order: name, module, kind, depth, self, total.")
            .ProducesColumns();
        api.MapGet("/export", ExportAsync)
            .WithName("ExportView")
            .WithSummary("A view as a file: heat map or flame graph, as SVG, JSON or folded stacks.")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .DescribeProblems();
    }

    private static Task<IResult> HeatMapAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "rows")][Description("Rows a column, or auto: as many as the profile has samples a second.")] string? rows,
        [FromQuery(Name = "column")][Description("Width of a column in seconds, or auto.")] string? column) =>
        reader.ViewAsync(
            context,
            query.Profile,
            profile => HeatMapView.ResultOf(HeatMapView.Build(profile.Store, query, rows, column, options.Value)));

    private static Task<IResult> FlameAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "root")][Description("What stands at the root of every stack: command (default), process, thread or none.")] string? root) =>
        reader.ViewAsync(
            context,
            query.Profile,
            profile => FlameView.ResultOf(Tree(profile, query, root, options.Value), OriginOf(profile.Store)));

    private static Task<IResult> ExportAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "view")][Description("heatmap or flame.")] string? view,
        [FromQuery(Name = "format")][Description("svg, json or, for flame, folded.")] string? format,
        [FromQuery(Name = "root")][Description("As for the flame tree.")] string? root,
        [FromQuery(Name = "rows")][Description("As for the heat map.")] string? rows,
        [FromQuery(Name = "column")][Description("As for the heat map.")] string? column) =>
        reader.ViewAsync(context, query.Profile, profile => view switch
        {
            "heatmap" => ExportResult.Of(HeatMapView.Build(profile.Store, query, rows, column, options.Value), format, query.Profile!),
            "flame" => ExportResult.Of(Tree(profile, query, root, options.Value), format, query.Profile!),
            _ => throw ApiException.BadParameter("view", "heatmap or flame", view),
        });

    private static FlameTree Tree(LoadedProfile profile, ViewQuery query, string? root, FlameScopeOptions options)
    {
        ViewRequest request = ViewRequest.Of(query, profile.Store, options);
        return FlameTree.Build(profile.Store, request.Range, request.Filter, new FlameTreeOptions { Root = Parameters.Root(root) });
    }

    private static long? OriginOf(SampleStore store) => store.TimeAxis == TimeAxis.Clock ? ProfileOrigin.Of(store) : null;
}
