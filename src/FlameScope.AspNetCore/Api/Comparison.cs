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
        ProfileEntry entry = reader.Find(query);
        ProfileEntry baseEntry = string.IsNullOrEmpty(baseline.BaseProfile) ? entry : reader.Find(baseline.BaseProfile);
        if (EntityTag.IsCurrent(context, entry, baseEntry))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        LoadedProfile examined = await reader.LoadAsync(entry, context.RequestAborted).ConfigureAwait(false);
        LoadedProfile usual = entry == baseEntry ? examined : await reader.LoadAsync(baseEntry, context.RequestAborted).ConfigureAwait(false);
        return await reader.BuildAsync(
            () =>
            {
                ViewRequest request = ViewRequest.Of(query, examined.Store, options);
                FlameTreeOptions tree = shape.ToOptions(options);
                ProfileSlice slice = ProfileSlice.Of(examined.Store).Where(request.Filter).WeighedBy(request.Weight);
                return view(FlameDiff.Create(
                    FlameTree.Create(BaselineOf(baseline, usual.Store).Where(request.Filter).WeighedBy(request.Weight), tree),
                    FlameTree.Create(slice.During(request.Range), tree)));
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    // Surroundings lie on both sides of what they surround: a baseline may have several parts.
    private static ProfileSlice BaselineOf(BaselineQuery query, SampleStore store)
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

        List<TimeRange> parts = [.. from.Zip(to, (start, end) => ViewRequest.RangeOf(start, end, store, ("baseFrom", "baseTo"))).OfType<TimeRange>()];
        return parts.Count == 0 ? ProfileSlice.Of(store) : store.Slice(parts);
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
