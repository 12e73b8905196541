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
                FlameTreeOptions tree = shape.ToOptions(request.Weight, options);
                List<FlameTree> parts = [.. RangesOf(baseline, usual.Store).Select(part => FlameTree.Build(usual.Store, part, request.Filter, tree))];
                return view(FlameTree.Diff(
                    parts is [FlameTree whole] ? whole : FlameTree.Merge(parts),
                    FlameTree.Build(examined.Store, request.Range, request.Filter, tree)));
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    // Surroundings lie on both sides of what they surround: a baseline may have several parts.
    private static List<TimeRange?> RangesOf(BaselineQuery query, SampleStore store)
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

        return Joined(from.Zip(to, (start, end) => ViewRequest.RangeOf(start, end, store, ("baseFrom", "baseTo"))));
    }

    // Parts that overlap are one: no sample counts twice.
    private static List<TimeRange?> Joined(IEnumerable<TimeRange?> parts)
    {
        List<TimeRange?> joined = [];
        foreach (TimeRange? part in parts.OrderBy(static part => part?.Start))
        {
            if (part is TimeRange next && joined.Count > 0 && joined[^1] is TimeRange last && next.Start <= last.End)
            {
                joined[^1] = new TimeRange(last.Start, Math.Max(last.End, next.End));
            }
            else
            {
                joined.Add(part);
            }
        }

        return joined;
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
