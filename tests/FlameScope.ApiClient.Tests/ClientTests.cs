using NSwag;

namespace FlameScope.ApiClient.Tests;

/// <summary>A client generated from the API's own description works, wherever the API stands.</summary>
public sealed class ClientTests
{
    [Theory]
    [InlineData("", "/", "", "/openapi/flamescope.json")]
    [InlineData("", "/flamescope", "", "/flamescope/openapi/flamescope.json")]
    [InlineData("/inside", "/flamescope", "", "/inside/flamescope/openapi/flamescope.json")]
    [InlineData("", "/flamescope", "/outside", "/outside/flamescope/openapi/flamescope.json")]
    [InlineData("/inside", "/", "/outside/deep", "/outside/deep/inside/openapi/flamescope.json")]
    public async Task A_generated_client_is_told_what_the_library_tells(string pathBase, string prefix, string proxied, string description)
    {
        await using Site site = await Site.StartAsync(pathBase, prefix);
        await using PrefixProxy? proxy = proxied.Length > 0 ? await PrefixProxy.StartAsync(proxied, site.Address) : null;
        Uri address = proxy?.Address ?? site.Address;
        using HttpClient http = new();
        Uri where = new(address, description);
        OpenApiDocument document = await OpenApiDocument.FromJsonAsync(await http.GetStringAsync(where, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        string server = new Uri(where, document.Servers?.FirstOrDefault()?.Url ?? "/").AbsoluteUri;
        await using FileStream recording = File.OpenRead(Site.Recording);

        string told = await GeneratedClient.Compile(document)(server, http, recording);

        Assert.Equal(Expected(), told.Split('\n'));
    }

    private static string[] Expected()
    {
        SampleStore store = ProfileLoader.Load(Site.Recording);
        ProfileSummary summary = ProfileSummary.From(store);
        ProfileSlice shown = store.Slice(store.RangeOfSeconds(7.2, 7.6)).Where(new SampleFilter { IncludeIdle = true });
        HeatMap map = HeatMap.Create(shown, new HeatMapOptions { RowKind = HeatMapRowKind.Command, TopRows = 3 });
        SampleCondition filter = (SampleCondition.Command("Index Rebuilder") | FilterText.ParseCommand("http-nio"))
            & !FilterText.ParseFrame("leaf:/^_/") & (SampleCondition.Cpu(0) | SampleCondition.Cpu(1));
        FlameTree tree = FlameTree.Create(store.Where(filter));
        FlameTree kernel = FlameTree.Create(store.Where(SampleCondition.Kernel).WeighedBy(SampleWeight.Value));
        FlameTree burst = FlameTree.Create(store.Slice(store.RangeOfSeconds(7.294, 7.544)));
        FlameDiff diff = FlameDiff.Create(FlameTree.Create(store.Slice(store.RangeOfSeconds(4, 7))), burst);
        return
        [
            "profiles deploys.csv orders.perf.gz, uploads True",
            $"info {store.Count} samples, {summary.Idle} idle, 0 waiting, 0 markers, ns",
            "progress none",
            $"heat map {string.Join('|', map.RowNames)}, {map.Values.ToArray().Sum()} samples, deploy at 7250000000",
            $"flame {tree.Total} samples, {tree.Total} at the root, {tree.Coverage.FilteredByCondition} filtered out",
            $"kernel {kernel.Total} ns",
            $"diff {burst.Total} of {diff.Baseline.Total}, {Enumerable.Range(0, diff.Count).Count(diff.IsSignificant)} significant",
            "elided True",
            $"sandwich {Sandwich.From(FlameTree.Create(store), "Interpreter").Callers.Total}",
            $"top 2 of {TopTable.Create(store).Rows.Count}",
            "findings 1",
            $"export {burst.Total}",
            $"uploaded uploads/mine.perf.gz, {store.Count} samples",
            "problem 404 No such profile",
        ];
    }
}
