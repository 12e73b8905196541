using System.ComponentModel;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using FlameScope.Export;
using FlameScope.Flames;
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
    private const int MostRows = 100_000;

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
        api.MapGet("/diff", DiffAsync)
            .WithName("GetFlameDiff")
            .WithSummary("Both trees as one, with self and total of the examined slice and of the baseline, and whether the difference is more than noise.")
            .ProducesColumns();
        api.MapGet("/elided", ElidedAsync)
            .WithName("GetElided")
            .WithSummary("What is only in the baseline, as a tree.")
            .ProducesColumns();
        api.MapGet("/sandwich", SandwichAsync)
            .WithName("GetSandwich")
            .WithSummary("One function with everything that called it, or everything it called, as a tree.")
            .ProducesColumns();
        api.MapGet("/top", TopAsync)
            .WithName("GetTopTable")
            .WithSummary("The functions of a slice with what each ran by itself and in all, recursion counted once.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .DescribeProblems();
        api.MapGet("/export", ExportAsync)
            .WithName("ExportView")
            .WithSummary("A view as a file: heat map or flame graph, as SVG, JSON, folded stacks or for speedscope.")
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
        [AsParameters] TreeQuery shape) =>
        reader.ViewAsync(context, query.Profile, profile => FlameView.ResultOf(Tree(profile.Store, query, shape, options.Value)));

    private static Task<IResult> DiffAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline) =>
        CompareAsync(context, reader, options.Value, query, shape, baseline, FlameView.ResultOf);

    private static Task<IResult> ElidedAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline) =>
        CompareAsync(context, reader, options.Value, query, shape, baseline, diff => FlameView.ResultOf(diff.Elided()));

    private static Task<IResult> SandwichAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [FromQuery(Name = "of")][Description("The function's whole name.")] string? function,
        [FromQuery(Name = "side")][Description("callers or callees.")] string? side) =>
        reader.ViewAsync(context, query.Profile, profile =>
        {
            string name = Parameters.Name("of", function, int.MaxValue) ?? throw ApiException.BadParameter("of", "the name of a function", function);
            Sandwich sandwich = Sandwich.Of(Tree(profile.Store, query, new TreeQuery { Root = shape.Root, Hide = shape.Hide }, options.Value), name);
            return FlameView.ResultOf(side switch
            {
                "callers" => sandwich.Callers,
                "callees" => sandwich.Callees,
                _ => throw ApiException.BadParameter("side", "callers or callees", side),
            });
        });

    private static Task<IResult> TopAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "count")][Description("How many functions, those that ran most by themselves first; 100 by default.")] string? count) =>
        reader.ViewAsync(context, query.Profile, profile =>
        {
            ViewRequest request = ViewRequest.Of(query, profile.Store, options.Value);
            return TopView.ResultOf(
                TopTable.Build(profile.Store, request.Range, request.Filter, request.Weight),
                Parameters.Number("count", count, 1, MostRows) ?? 100);
        });

    private static Task<IResult> ExportAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [FromQuery(Name = "view")][Description("heatmap or flame.")] string? view,
        [FromQuery(Name = "format")][Description("svg, json or, for flame, folded or speedscope.")] string? format,
        [FromQuery(Name = "layout")][Description("flame (default) or icicle, for an SVG of a flame graph.")] string? layout,
        [FromQuery(Name = "rows")][Description("As for the heat map.")] string? rows,
        [FromQuery(Name = "column")][Description("As for the heat map.")] string? column) =>
        reader.ViewAsync(context, query.Profile, profile => view switch
        {
            "heatmap" => ExportResult.Of(HeatMapView.Build(profile.Store, query, rows, column, options.Value), format, query.Profile!),
            "flame" when format == "speedscope" => ExportResult.Of(Slice(profile.Store, query, options.Value), query.Profile!),
            "flame" => ExportResult.Of(Tree(profile.Store, query, shape, options.Value), format, layout == "icicle", query.Profile!),
            _ => throw ApiException.BadParameter("view", "heatmap or flame", view),
        });

    private static async Task<IResult> CompareAsync(
        HttpContext context,
        ProfileReader reader,
        FlameScopeOptions options,
        ViewQuery query,
        TreeQuery shape,
        BaselineQuery baseline,
        Func<FlameDiff, IResult> answer)
    {
        ProfileEntry entry = reader.Find(query.Profile);
        ProfileEntry baseEntry = string.IsNullOrEmpty(baseline.BaseProfile) ? entry : reader.Find(baseline.BaseProfile);
        if (EntityTag.IsCurrent(context, entry, baseEntry))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        LoadedProfile examined = await reader.LoadAsync(entry, context.RequestAborted).ConfigureAwait(false);
        LoadedProfile usual = entry == baseEntry ? examined : await reader.LoadAsync(baseEntry, context.RequestAborted).ConfigureAwait(false);
        return await ProfileReader.BuildAsync(
            () =>
            {
                FlameTree tree = Tree(examined.Store, query, shape, options);
                ViewRequest request = ViewRequest.Of(query, examined.Store, options) with
                {
                    Range = ViewRequest.RangeOf(baseline.BaseFrom, baseline.BaseTo, usual.Store, ("baseFrom", "baseTo")),
                };
                return answer(FlameTree.Diff(Tree(usual.Store, request, shape, options), tree));
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    private static ProfileSlice Slice(SampleStore store, ViewQuery query, FlameScopeOptions options)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        return new ProfileSlice(store, request.Range, request.Filter, request.Weight);
    }

    private static FlameTree Tree(SampleStore store, ViewQuery query, TreeQuery shape, FlameScopeOptions options) =>
        Tree(store, ViewRequest.Of(query, store, options), shape, options);

    private static FlameTree Tree(SampleStore store, ViewRequest request, TreeQuery shape, FlameScopeOptions options) =>
        FlameTree.Build(store, request.Range, request.Filter, shape.ToOptions(request.Weight, options));
}
