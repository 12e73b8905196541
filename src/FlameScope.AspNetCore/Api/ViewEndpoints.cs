using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FlameScope.AspNetCore.Api.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>The views of a profile.</summary>
internal static class ViewEndpoints
{
    private static readonly string[] Repeatable =
        ["command", "excludeCommand", "process", "excludeProcess", "thread", "excludeThread", "cgroup", "excludeCgroup", "cpu", "frame", "excludeFrame", "hide"];

    // One list for all views: the page asks each with whatever it knows, and a parameter of another view is no misspelt one.
    private static readonly string[] ViewParameters =
    [
        "profile", "version", "from", "to", "match", "event", "idle", "waiting", "markers", .. Repeatable, "ran", "weight", "names", "root", "inverted", "baseProfile", "baseFrom", "baseTo",
        "rows", "rowsBy", "column", "least", "of", "side", "limit", "count", "most", "view", "format", "layout", "width", "theme",
    ];

    private const int DefaultRows = 100;
    private const int MaxRows = 100_000;

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Views")
            .WithMetadata(new OwnSiteOnly(), new KnownParameters(ViewParameters, Repeatable));
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
            .Describe(
                "getSandwich",
                "One function with everything that called it, or everything it called, as a tree.",
                "With a baseline, the difference of both: the same members as the whole difference has.")
            .ProducesColumns<FlameAnswer>();
        api.MapGet("/chart", ChartAsync)
            .Describe(
                "getStackChart",
                "The stacks of a slice in the order of time, a lane for each thread, as columns of numbers.",
                "Where the slice has too many frames, the answer is 422 and says so.")
            .ProducesColumns<ChartAnswer>();
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
            .Describe("exportView", "A view as a file: heat map, flame graph, difference or top functions, as SVG, JSON, CSV, folded stacks, for speedscope, Firefox or Chrome, or as a report in one HTML file.")
            .ProducesView<string>("image/svg+xml", "application/json", "text/plain", "text/csv", "text/html")
            .AnswersWithFile();
    }

    private static Task<IResult> HeatMapAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] HeatMapQuery layout)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        HeatMapShape shape = layout.ToShape(options.Value);
        SampleCondition? match = Parameters.All("match", layout.Match is { Length: > 0 } text ? [text] : null, FilterText.ParseFrame, options.Value).SingleOrDefault();
        return reader.ViewAsync(context, query, profile =>
        {
            ProfileSlice slice = request.SliceOf(profile.Store, context.RequestAborted);
            HeatMap map = HeatMapView.Build(slice, shape, options.Value);
            return HeatMapView.ResultOf(map, match is null ? null : HeatMapView.Matching(slice, match, map));
        });
    }

    private static Task<IResult> FlameAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [FromQuery(Name = "least")][Description("Narrower siblings, as a share of the whole from 0 (default) to 1, become one frame called other.")] string? least)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        FlameTreeOptions tree = shape.ToOptions(options.Value) with { MinShare = Parameters.Share("least", least) };
        return reader.ViewAsync(
            context,
            query,
            profile => FlameView.ResultOf(FlameTree.Create(request.SliceOf(profile.Store, context.RequestAborted), tree), request.DetailsOf(profile.Store)));
    }

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
        Comparison.ViewAsync(context, reader, options.Value, query, shape, baseline, (diff, details) => FlameView.ResultOf(diff.Elided(), details));

    private static Task<IResult> SandwichAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline,
        [FromQuery(Name = "of")][Required][Description("The function's whole name.")] string? function,
        [FromQuery(Name = "side")][Required][Description("callers or callees.")] string? side)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        FlameTreeOptions tree = shape.ToOptions(options.Value) with { IsInverted = false };
        string name = Parameters.Name("of", function, int.MaxValue) ?? throw ApiException.BadParameter("of", "the name of a function", function);
        bool isOfCallers = Choices.ReadRequired("side", side) == "callers";
        if (baseline.IsGiven())
        {
            shape.Inverted = null;
            return Comparison.ViewAsync(context, reader, options.Value, query, shape, baseline, FlameView.ResultOf, PartOf);
        }

        return reader.ViewAsync(
            context,
            query,
            profile => FlameView.ResultOf(PartOf(FlameTree.Create(request.SliceOf(profile.Store, context.RequestAborted), tree)), request.DetailsOf(profile.Store)));

        FlameTree PartOf(FlameTree whole)
        {
            Sandwich sandwich = Sandwich.From(whole, name);
            return isOfCallers ? sandwich.Callers : sandwich.Callees;
        }
    }

    private static Task<IResult> ChartAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] ChartQuery chart)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        ChartShape shape = chart.ToShape(options.Value);
        return reader.ViewAsync(
            context,
            query,
            profile => ChartView.ResultOf(ChartView.Build(request.SliceOf(profile.Store, context.RequestAborted), shape), request.DetailsOf(profile.Store)));
    }

    private static Task<IResult> TopAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "limit")][Description("How many functions, those that ran most by themselves first; 100 by default.")] string? limit,
        [FromQuery(Name = "count")][Description("The same as limit, which goes before it.")] string? count)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        int rows = Parameters.Number("limit", limit, 1, MaxRows) ?? Parameters.Number("count", count, 1, MaxRows) ?? DefaultRows;
        return reader.ViewAsync(context, query, profile => JsonResult.Of(
            TopAnswer.Of(TopTable.Create(request.SliceOf(profile.Store, context.RequestAborted)), rows), AnswerJson.Wire.TopAnswer));
    }

    private static Task<IResult> FindingsAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [FromQuery(Name = "limit")][Description("How many findings at most, those with the most evidence; 50 by default.")] string? limit,
        [FromQuery(Name = "most")][Description("The same as limit, which goes before it.")] string? most)
    {
        ViewRequest request = ViewRequest.Of(query, options.Value);
        PerturbationOptions search = FindingsView.OptionsOf(most, limit);
        CancellationToken aborted = context.RequestAborted;
        return reader.ViewAsync(context, query, profile => FindingsView.ResultOf(profile.Store, request, search, aborted));
    }

    private static async Task<IResult> ExportAsync(
        HttpContext context,
        ProfileReader reader,
        IOptions<FlameScopeOptions> options,
        [AsParameters] ViewQuery query,
        [AsParameters] TreeQuery shape,
        [AsParameters] BaselineQuery baseline,
        [AsParameters] ExportQuery file)
    {
        IResult result = await ExportView.ViewAsync(context, reader, options.Value, query, shape, baseline, file).ConfigureAwait(false);
        if (result is not ExportResult)
        {
            return result;
        }

        // A file is written while the client reads it: so many are at once, and no more of them are held in memory.
        using ViewGate.Turn turn = await reader.DownloadAsync(context.RequestAborted).ConfigureAwait(false);
        await result.ExecuteAsync(context).ConfigureAwait(false);
        return TypedResults.Empty;
    }
}
