using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>A slice beside its baseline, of the same profile or of another.</summary>
internal static class Comparison
{
    private const int MostParts = 32;

    /// <summary>Answers with a view of the difference: with 304 where the client has it.</summary>
    public static async Task<IResult> ViewAsync(
        HttpContext context,
        ProfileReader reader,
        FlameScopeOptions options,
        ViewQuery query,
        TreeQuery shape,
        BaselineQuery baseline,
        Func<FlameDiff, IResult> view)
    {
        ViewRequest request = ViewRequest.Of(query, options);
        FlameTreeOptions tree = shape.ToOptions(options);
        RequestedTimes[] parts = PartsOf(baseline);
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
                FlameTree.Create(BaselineOf(request.WholeOf(usual.Store, aborted), parts), tree),
                FlameTree.Create(request.SliceOf(RequestedMarkers.AddTo(examined, markers).Store, aborted), tree))),
            Math.Max(examined.Store.Count, usual.Store.Count),
            aborted).ConfigureAwait(false);
    }

    // Surroundings lie on both sides of what they surround: a baseline may have several parts.
    private static RequestedTimes[] PartsOf(BaselineQuery query)
    {
        string?[] from = PartsOf(query.BaseFrom);
        string?[] to = PartsOf(query.BaseTo);
        if (from.Length != to.Length || from.Length > MostParts)
        {
            throw ApiException.BadParameter(
                "baseTo", FormattableString.Invariant($"as many ends as baseFrom has starts, at most {MostParts}"), query.BaseTo);
        }

        if (from.Length > 1 && from.Concat(to).Any(string.IsNullOrEmpty))
        {
            throw ApiException.BadParameter("baseFrom", "a start and an end for each of several parts", query.BaseFrom);
        }

        return [.. from.Zip(to, (start, end) => RequestedTimes.Of(start, end, ("baseFrom", "baseTo")))];
    }

    private static ProfileSlice BaselineOf(ProfileSlice whole, RequestedTimes[] parts)
    {
        List<TimeRange> ranges = [.. parts.Select(part => part.RangeIn(whole.Profile)).OfType<TimeRange>()];
        return ranges.Count == 0 ? whole : whole.During(ranges);
    }

    private static string?[] PartsOf(string? list)
    {
        if (list is null)
        {
            string?[] whole = [null];
            return whole;
        }

        return list.Split(',');
    }
}
