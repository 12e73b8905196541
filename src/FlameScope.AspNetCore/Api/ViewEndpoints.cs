using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlameScope.AspNetCore.Api.Answers;
using FlameScope.Export;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>The views of a profile.</summary>
internal static class ViewEndpoints
{
    private const int DefaultRows = 100;
    private const int MostRows = 100_000;

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Views");
        api.MapGet("/heatmap", HeatMapAsync)
            .Describe("getHeatMap", "The subsecond-offset heat map, as columns of numbers.")
            .ProducesColumns<HeatMapAnswer>();
        api.MapGet("/flame", FlameAsync)
            .Describe("getFlameTree", "The merged stacks of a slice, as columns of numbers.")
            .ProducesColumns<FlameAnswer>();
        api.MapGet("/diff", DiffAsync)
            .Describe(
                "getFlameDiff",
                "Both trees as one: the examined slice, and the baseline.",
                "Whether the difference of each node is more than noise is told, too. Where no baseline is given, it is the whole of its profile.")
            .ProducesColumns<DiffAnswer>();
        api.MapGet("/elided", ElidedAsync)
            .Describe("getElided", "What is only in the baseline, as a tree.")
            .ProducesColumns<FlameAnswer>();
        api.MapGet("/sandwich", SandwichAsync)
            .Describe("getSandwich", "One function with everything that called it, or everything it called, as a tree.")
            .ProducesColumns<FlameAnswer>();
        api.MapGet("/top", TopAsync)
            .Describe("getTopTable", "The functions of a slice with what each ran by itself and in all, recursion counted once.")
            .ProducesView<TopAnswer>();
        api.MapGet("/findings", FindingsAsync)
            .Describe(
                "getFindings",
                "When the profile behaves unlike its surroundings: each finding with its times, what to compare it with, and the functions that make it.",
                "The whole profile is searched, with the filters. A slice leaves the findings that lie in it at least in part.")
            .ProducesView<FindingsAnswer>();
        api.MapGet("/export", ExportAsync)
            .Describe("exportView", "A view as a file: heat map, flame graph or difference, as SVG, JSON, folded stacks or for speedscope.")
            .ProducesView<JsonElement>("image/svg+xml", "application/json", "text/plain");
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
            query,
            profile => HeatMapView.ResultOf(HeatMapView.Build(profile.Store, query, rows, column, options.Value)));

    private static Task<IResult> FlameAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [FromQuery(Name = "least")][Description("Narrower siblings, as a share of the whole from 0 (default) to 1, become one frame called other.")] string? least) =>
        reader.ViewAsync(
            context,
            query,
            profile => FlameView.ResultOf(Tree(profile.Store, query, shape, options.Value, Parameters.Share("least", least))));

    private static Task<IResult> DiffAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline) =>
        Comparison.ViewAsync(context, reader, options.Value, query, shape, baseline, FlameView.ResultOf);

    private static Task<IResult> ElidedAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline) =>
        Comparison.ViewAsync(context, reader, options.Value, query, shape, baseline, diff => FlameView.ResultOf(diff.Elided()));

    private static Task<IResult> SandwichAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [FromQuery(Name = "of")][Required][Description("The function's whole name.")] string? function,
        [FromQuery(Name = "side")][Required][Description("callers or callees.")] string? side) =>
        reader.ViewAsync(context, query, profile =>
        {
            string name = Parameters.Name("of", function, int.MaxValue) ?? throw ApiException.BadParameter("of", "the name of a function", function);
            Sandwich sandwich = Sandwich.From(Tree(profile.Store, query, new TreeQuery { Root = shape.Root, Hide = shape.Hide }, options.Value), name);
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
        reader.ViewAsync(context, query, profile =>
        {
            ViewRequest request = ViewRequest.Of(query, profile.Store, options.Value);
            TopTable table = TopTable.Create(profile.Store.Slice(request.Range).Where(request.Filter).WeighedBy(request.Weight));
            return JsonResult.Of(TopAnswer.Of(table, Parameters.Number("count", count, 1, MostRows) ?? DefaultRows), AnswerJson.Wire.TopAnswer);
        });

    private static Task<IResult> FindingsAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "most")][Description("How many findings at most, those with the most evidence; 50 by default.")] string? most)
    {
        CancellationToken aborted = context.RequestAborted;
        return reader.ViewAsync(context, query, profile => FindingsView.ResultOf(profile.Store, query, most, options.Value, aborted));
    }

    private static Task<IResult> ExportAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline,
        [AsParameters] ExportQuery file) => file.View switch
        {
            "heatmap" => reader.ViewAsync(
                context,
                query,
                profile => ExportResult.Of(HeatMapView.Build(profile.Store, query, file.Rows, file.Column, options.Value), file.Format, query.Profile!)),
            "flame" when ExportFormats.Default.Find<ProfileSlice>(file.Format) is not null => reader.ViewAsync(
                context, query, profile => ExportResult.Of(Slice(profile.Store, query, options.Value), file, query.Profile!)),
            "flame" => reader.ViewAsync(
                context, query, profile => ExportResult.Of(Tree(profile.Store, query, shape, options.Value), file, query.Profile!)),
            "diff" => Comparison.ViewAsync(
                context, reader, options.Value, query, shape, baseline, diff => ExportResult.Of(diff, file, query.Profile!)),
            _ => throw ApiException.BadParameter("view", "heatmap, flame or diff", file.View),
        };

    private static ProfileSlice Slice(SampleStore store, ViewQuery query, FlameScopeOptions options)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        return store.Slice(request.Range).Where(request.Filter).WeighedBy(request.Weight);
    }

    private static FlameTree Tree(SampleStore store, ViewQuery query, TreeQuery shape, FlameScopeOptions options, double least = 0)
    {
        ViewRequest request = ViewRequest.Of(query, store, options);
        return FlameTree.Create(
            store.Slice(request.Range).Where(request.Filter).WeighedBy(request.Weight), shape.ToOptions(options) with { MinShare = least });
    }
}
