using FlameScope.Export;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>Views as files to keep.</summary>
internal static class ExportView
{
    /// <summary>Answers with a view as a file; everything is checked before the profile is loaded.</summary>
    /// <exception cref="ApiException">A parameter makes no sense.</exception>
    public static Task<IResult> ViewAsync(
        HttpContext context,
        ProfileReader reader,
        FlameScopeOptions options,
        ViewQuery query,
        TreeQuery shape,
        BaselineQuery baseline,
        ExportQuery file)
    {
        ViewRequest request = ViewRequest.Of(query, options);
        FlameTreeOptions tree = shape.ToOptions(options);
        CancellationToken aborted = context.RequestAborted;
        switch (Choices.ReadRequired("view", file.View))
        {
            case "heatmap":
                HeatMapShape layout = file.ToShape(options);
                ExportForm<HeatMap> map = ExportForm<HeatMap>.Of("heatmap", file);
                return reader.ViewAsync(
                    context, query, profile => map.ResultOf(HeatMapView.Build(request.SliceOf(profile.Store, aborted), layout, options), query.Profile!));
            case "flame" when KnownExports.All.Find<ProfileSlice>(file.Format) is not null:
                ExportForm<ProfileSlice> slices = ExportForm<ProfileSlice>.Of(null, file, profile: query.Profile);
                return reader.ViewAsync(context, query, profile => slices.ResultOf(request.SliceOf(profile.Store, aborted), query.Profile!));
            case "flame":
                ExportForm<FlameTree> flames = ExportForm<FlameTree>.Of("flame", file, KnownExports.All.Of<ProfileSlice>());
                return reader.ViewAsync(
                    context, query, profile => flames.ResultOf(FlameTree.Create(request.SliceOf(profile.Store, aborted), tree), query.Profile!));
            case "chart":
                ChartShape lanes = new ChartQuery { Hide = shape.Hide, Limit = file.Limit }.ToShape(options);
                ExportForm<StackChart> charts = ExportForm<StackChart>.Of("chart", file);
                return reader.ViewAsync(
                    context, query, profile => charts.ResultOf(ChartView.Build(request.SliceOf(profile.Store, aborted), lanes), query.Profile!));
            case "top":
                ExportForm<TopTable> tables = ExportForm<TopTable>.Of("top", file);
                return reader.ViewAsync(
                    context, query, profile => tables.ResultOf(TopTable.Create(request.SliceOf(profile.Store, aborted)), query.Profile!));
            default:
                ExportForm<FlameDiff> diffs = ExportForm<FlameDiff>.Of("diff", file);
                return Comparison.ViewAsync(
                    context, reader, options, query, shape, baseline, (diff, _) => diffs.ResultOf(diff, query.Profile!));
        }
    }
}
