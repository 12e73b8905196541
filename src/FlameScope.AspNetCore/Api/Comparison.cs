using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>A slice beside its baseline, of the same profile or of another.</summary>
internal static class Comparison
{
    /// <summary>Answers with a view of the difference, or of that of a part of both trees: with 304 where the client has it.</summary>
    public static async Task<IResult> ViewAsync(
        HttpContext context,
        ProfileReader reader,
        FlameScopeOptions options,
        ViewQuery query,
        TreeQuery shape,
        BaselineQuery baseline,
        Func<FlameDiff, FunctionDetails, IResult> view,
        Func<FlameTree, FlameTree>? part = null)
    {
        ViewRequest request = ViewRequest.Of(query, options);
        FlameTreeOptions tree = shape.ToOptions(options);
        RequestedParts parts = RequestedParts.Of(baseline.BaseFrom, baseline.BaseTo, ("baseFrom", "baseTo"));
        ProfileEntry entry = reader.Find(query);
        ProfileEntry baseEntry = string.IsNullOrEmpty(baseline.BaseProfile) ? entry : reader.Find(baseline.BaseProfile);
        ProfileEntry? markers = reader.FindMarkers(query);
        if (EntityTag.IsCurrent(context, entry, baseEntry, markers))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        if (await reader.TryLoadAsync(context, entry).ConfigureAwait(false) is not LoadedProfile examined)
        {
            return reader.ProgressOf(entry);
        }

        LoadedProfile? usual = entry == baseEntry ? examined : await reader.TryLoadAsync(context, baseEntry).ConfigureAwait(false);
        if (usual is null)
        {
            return reader.ProgressOf(baseEntry);
        }

        CancellationToken aborted = context.RequestAborted;
        return await reader.BuildAsync(
            () => view(FlameDiff.Create(
                TreeOf(parts.Of(request.WholeOf(usual.Store, aborted))),
                TreeOf(request.SliceOf(RequestedMarkers.AddTo(examined, markers).Store, aborted))), request.DetailsOf(examined.Store)),
            Math.Max(examined.Store.Count, usual.Store.Count),
            aborted).ConfigureAwait(false);

        FlameTree TreeOf(ProfileSlice slice)
        {
            FlameTree whole = FlameTree.Create(slice, tree);
            return part is null ? whole : part(whole);
        }
    }
}
