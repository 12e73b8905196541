using System.Globalization;
using System.Text.Json;
using FlameScope.AspNetCore.Api;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Compatibility;

/// <summary>The endpoints of Netflix FlameScope's own web client, in its shapes, so that it works on this server unchanged.</summary>
internal static class NetflixEndpoints
{
    private const double NanosecondsPerSecond = 1e9;
    private const int LevelsOfFrame = 2;

    public static void Map(RouteGroupBuilder group)
    {
        group = group.MapGroup("").WithMetadata(new OwnSiteOnly());
        group.MapGet("/profile/", context => RunAsync(context, ListAsync)).ExcludeFromDescription();
        group.MapGet("/heatmap/", context => RunAsync(context, HeatMapAsync)).ExcludeFromDescription();
        group.MapGet("/flamegraph/", context => RunAsync(context, FlameGraphAsync)).ExcludeFromDescription();
        group.MapGet("/differential/", context => RunAsync(context, DifferentialAsync)).ExcludeFromDescription();
        group.MapGet("/elided/", context => RunAsync(context, ElidedAsync)).ExcludeFromDescription();
    }

    private static Task<Action<Utf8JsonWriter>> ListAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        ProfileSniffer sniffer = services.GetRequiredService<ProfileSniffer>();
        ProfileCatalog catalog = services.GetRequiredService<ProfileCatalog>();
        return ReaderOf(context).ListAsync<Action<Utf8JsonWriter>>(
            () =>
            {
                (string Name, string Type)[] profiles = [.. catalog.List().Select(entry => (entry.Name, NetflixTypes.Of(sniffer.FormatOf(entry))))];
                return json => WriteList(json, profiles);
            },
            context.RequestAborted);
    }

    private static void WriteList(Utf8JsonWriter json, (string Name, string Type)[] profiles)
    {
        json.WriteStartArray();
        foreach ((string name, string type) in profiles)
        {
            json.WriteStartObject();
            json.WriteString("filename"u8, name);
            json.WriteString("type"u8, type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task<Action<Utf8JsonWriter>> HeatMapAsync(HttpContext context)
    {
        NetflixQuery query = NetflixQuery.Of(context.Request.Query);
        FlameScopeOptions options = context.RequestServices.GetRequiredService<IOptions<FlameScopeOptions>>().Value;
        int rows = Parameters.Number("rows", context.Request.Query["rows"], 1, options.MaxRows) ?? 50;
        SampleStore store = (await LoadAsync(context, query).ConfigureAwait(false)).Store;
        HeatMap map = await ReaderOf(context).BuildAsync(
            () => HeatMapView.Build(SliceOf(NetflixProfile.Of(store, query)).CancelledBy(context.RequestAborted), new HeatMapShape(HeatMapRowKind.Offset, rows, null, (long)NanosecondsPerSecond), options),
            store.Count,
            context.RequestAborted).ConfigureAwait(false);
        return json => NetflixHeatMap.Write(json, map);
    }

    private static ProfileSlice SliceOf(NetflixProfile profile) => profile.Store.Where(profile.Filter);

    private static async Task<Action<Utf8JsonWriter>> FlameGraphAsync(HttpContext context)
    {
        (FlameTree tree, NetflixShape shape) = await TreeAsync(context, NetflixQuery.Of(context.Request.Query)).ConfigureAwait(false);
        return json => NetflixTree.Write(json, tree, shape, _ => true, node => tree.SelfValues[node]);
    }

    // The first tree; the other's counts are scaled to the first's total before they are taken away.
    private static async Task<Action<Utf8JsonWriter>> DifferentialAsync(HttpContext context)
    {
        (FlameDiff diff, NetflixShape shape) = await DiffAsync(context).ConfigureAwait(false);
        double weight = WeightOf(diff);
        return json => NetflixTree.Write(
            json,
            diff.Union,
            shape,
            node => node == 0 || diff.ExaminedTotal[node] > 0,
            node => diff.ExaminedSelf[node],
            node => (long)Math.Round(diff.ExaminedSelf[node] - (diff.BaselineSelf[node] * weight)));
    }

    // The second tree, in which only what the first does not have keeps its counts, scaled to the first's total.
    private static async Task<Action<Utf8JsonWriter>> ElidedAsync(HttpContext context)
    {
        (FlameDiff diff, NetflixShape shape) = await DiffAsync(context).ConfigureAwait(false);
        double weight = WeightOf(diff);
        return json => NetflixTree.Write(
            json,
            diff.Union,
            shape,
            node => node == 0 || diff.BaselineTotal[node] > 0,
            node => diff.ExaminedTotal[node] > 0 ? 0 : (long)Math.Round(diff.BaselineSelf[node] * weight));
    }

    private static double WeightOf(FlameDiff diff) => diff.Baseline.Total == 0 ? 0 : (double)diff.Examined.Total / diff.Baseline.Total;

    private static async Task<(FlameDiff Diff, NetflixShape Shape)> DiffAsync(HttpContext context)
    {
        NetflixQuery query = NetflixQuery.Of(context.Request.Query);
        NetflixQuery compared = NetflixQuery.OfCompared(context.Request.Query);
        (FlameTree examined, NetflixShape shape) = await TreeAsync(context, query).ConfigureAwait(false);
        (FlameTree baseline, _) = await TreeAsync(context, compared).ConfigureAwait(false);
        FlameDiff diff = await ReaderOf(context).BuildAsync(
            () => FlameDiff.Create(baseline, examined), Math.Max(examined.Count, baseline.Count), context.RequestAborted).ConfigureAwait(false);
        return (diff, shape);
    }

    private static async Task<(FlameTree Tree, NetflixShape Shape)> TreeAsync(HttpContext context, NetflixQuery query)
    {
        SampleStore store = (await LoadAsync(context, query).ConfigureAwait(false)).Store;
        return await ReaderOf(context).BuildAsync(
            () =>
            {
                NetflixProfile profile = NetflixProfile.Of(store, query);
                return (profile.TreeOf(RangeOf(query, profile.Store), context.RequestAborted), profile.Shape);
            },
            store.Count,
            context.RequestAborted).ConfigureAwait(false);
    }

    // Either end may be missing: the slice reaches to the profile's own.
    private static TimeRange? RangeOf(NetflixQuery query, SampleStore store)
    {
        if (query.Start is null && query.End is null)
        {
            return null;
        }

        store.ThrowIfNoClock();
        double last = Math.Ceiling((store.TimeRange.End - store.Origin) / NanosecondsPerSecond);
        double start = query.Start ?? 0;
        double end = query.End ?? Math.Max(last, start);
        if (start < 0 || end < start || start > last)
        {
            throw new NetflixException(StatusCodes.Status416RangeNotSatisfiable, "The range lies outside the profile.");
        }

        return new TimeRange(Nanoseconds(start, store), Nanoseconds(end, store));
    }

    private static long Nanoseconds(double seconds, SampleStore store) =>
        (long)Int128.Min(store.Origin + (Int128)Math.Round(Math.Min(seconds * NanosecondsPerSecond, long.MaxValue)), long.MaxValue);

    private static ProfileReader ReaderOf(HttpContext context) => context.RequestServices.GetRequiredService<ProfileReader>();

    private static Task<LoadedProfile> LoadAsync(HttpContext context, NetflixQuery query)
    {
        ProfileReader reader = ReaderOf(context);
        return reader.LoadAsync(context, reader.Find(query.FileName));
    }

    private static async Task RunAsync(HttpContext context, Func<HttpContext, Task<Action<Utf8JsonWriter>>> answer)
    {
        try
        {
            context.Response.Headers.CacheControl = "no-store";
            Action<Utf8JsonWriter> write = await answer(context).ConfigureAwait(false);
            await WriteAsync(context, write, StatusCodes.Status200OK).ConfigureAwait(false);
        }
        catch (Exception error) when (!context.Response.HasStarted && ErrorOf(error) is (int status, string message))
        {
            context.Response.Headers.RetryAfter = Problem.Of(error)?.RetryAfter?.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(context, json => WriteError(json, message), status).ConfigureAwait(false);
        }
    }

    private static (int Status, string Message)? ErrorOf(Exception error) => error switch
    {
        NetflixException own => (own.Status, own.Message),
        _ when Problem.Of(error) is Problem problem => (problem.Status, problem.Detail),
        _ => null,
    };

    private static void WriteError(Utf8JsonWriter json, string message)
    {
        json.WriteStartObject();
        json.WriteString("error"u8, message);
        json.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        Stream body = ResponseBody.Open(context);
        await using (body.ConfigureAwait(false))
        {
            Utf8JsonWriter json = new(body, new JsonWriterOptions
            {
                Encoder = WireJson.Encoder,
                MaxDepth = int.MaxValue / LevelsOfFrame,
                SkipValidation = true,
            });
            await using (json.ConfigureAwait(false))
            {
                write(json);
            }
        }
    }
}
