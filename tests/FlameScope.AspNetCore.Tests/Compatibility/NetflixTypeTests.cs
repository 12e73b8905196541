using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlameScope.AspNetCore.Tests.Compatibility;

/// <summary>The flow of Netflix FlameScope's own client on each type of file: list, heat map, flame graph of a slice, difference.</summary>
public sealed class NetflixTypeTests : IAsyncLifetime
{
    private const string Node = "node-catalog-99hz.cpuprofile";
    private const string Trace = "page.json";
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ExplorerApp.StartAsync([Node, ExplorerApp.Orders]);

        // 30 ms of work, of which the middle 10 ms are a call, and V8's samples of the same thread.
        await File.WriteAllTextAsync(_app.Folder.PathOf(Trace), """
            [{"ph":"X","name":"task","pid":1,"tid":1,"ts":1000000,"dur":30000,"tts":0,"tdur":30000},{"ph":"X","name":"layout","pid":1,"tid":1,"ts":1010000,"dur":10000,"tts":1,"tdur":9000},
             {"ph":"P","name":"Profile","pid":1,"tid":1,"id":"1","ts":1000000,"args":{"data":{"startTime":1000000}}},
             {"ph":"P","name":"ProfileChunk","pid":1,"tid":1,"id":"1","ts":1030000,"args":{"data":{"timeDeltas":[1000,1000,1000],"cpuProfile":{"samples":[2,3,4],
              "nodes":[{"id":1,"callFrame":{"functionName":"(root)"}},{"id":2,"parent":1,"callFrame":{"functionName":"(idle)"}},{"id":3,"parent":1,"callFrame":{"functionName":""}},{"id":4,"parent":1,"callFrame":{"functionName":"(program)"}}]}}}}]
            """);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Each_file_is_listed_with_its_type() => Assert.Equal(
        $$"""[{"filename":"{{Node}}","type":"cpuprofile"},{"filename":"orders.perf.gz","type":"perf"},{"filename":"{{Trace}}","type":"trace_event"}]""",
        await _app.Client.GetStringAsync("profile/"));

    [Fact]
    public async Task The_heat_map_of_a_cpuprofile_is_the_one_that_FlameScope_gives_without_idle_samples()
    {
        JsonNode map = await GetAsync($"heatmap/?type=cpuprofile&filename={Node}");
        using GZipStream text = new(File.OpenRead(ExplorerApp.DataPath($"oracle/{Node}.heatmap50.json.gz")), CompressionMode.Decompress);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), map));
    }

    [Fact]
    public async Task The_tree_of_a_cpuprofile_has_the_root_of_V8_no_kinds_and_empty_names()
    {
        JsonNode tree = await GetAsync($"flamegraph/?type=cpuprofile&filename={Node}&flavor=standard&start=3&end=4");
        Assert.Equal(["c", "l", "n", "v"], tree.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
        JsonNode root = Assert.Single(tree["c"]!.AsArray())!;
        Assert.Equal("(root)", (string?)root["n"]);
        Assert.DoesNotContain(root["c"]!.AsArray(), child => (string?)child!["n"] is "(idle)" or "(program)" or "(garbage collector)");
        JsonNode[] all = [.. NodesOf(tree)];
        Assert.All(all, node => Assert.Equal("", (string?)node["l"]));
        Assert.Contains(all, node => (string?)node["n"] == "");
        Assert.Contains(all, node => (string?)node["n"] == "serializeCatalog" && (long)node["v"]! > 0);
    }

    [Fact]
    public async Task Spans_of_a_trace_are_sampled_at_100_Hz_in_trees_of_their_own_shape()
    {
        JsonNode map = await GetAsync($"heatmap/?type=trace_event&filename={Trace}");
        Assert.Equal(3, map["values"]!.AsArray().Sum(column => column!.AsArray().Sum(value => (int)value!)));
        JsonNode expected = JsonNode.Parse("""
            {"name":"root","value":0,"children":[{"name":"task","value":2,"children":[{"name":"layout","value":1,"children":[]}]}]}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, await GetAsync($"flamegraph/?type=trace_event&filename={Trace}")));
    }

    [Fact]
    public async Task The_samples_in_a_trace_are_shown_where_it_is_taken_for_a_cpuprofile()
    {
        JsonNode map = await GetAsync($"heatmap/?type=cpuprofile&filename={Trace}");
        Assert.Equal(2, map["values"]!.AsArray().Sum(column => column!.AsArray().Sum(value => (int)value!)));
        JsonNode expected = JsonNode.Parse("""
            {"n":"root","l":"","v":0,"c":[{"n":"(root)","l":"","v":0,"c":[{"n":"","l":"","v":1,"c":[]}]}]}
            """)!;
        Assert.True(JsonNode.DeepEquals(expected, await GetAsync($"flamegraph/?type=cpuprofile&filename={Trace}")));
    }

    [Theory]
    [InlineData("cpuprofile", Node)]
    [InlineData("trace_event", Trace)]
    public async Task Differences_work_on_each_type(string type, string file)
    {
        JsonNode tree = await GetAsync($"differential/?type={type}&filename={file}&compareType={type}&compareFilename={file}");
        JsonNode elided = await GetAsync($"elided/?type={type}&filename={file}&compareType={type}&compareFilename={file}");
        Assert.All(NodesOf(tree), node => Assert.Equal((0, 0), ((long)node["d"]!, (long)node["delta"]!)));
        Assert.All(NodesOf(elided), node => Assert.Equal(0, (long)(node["v"] ?? node["value"])!));
    }

    [Fact]
    public async Task A_slice_may_have_one_end_only()
    {
        long all = Sum(await GetAsync($"flamegraph/?type=cpuprofile&filename={Node}"));
        long before = Sum(await GetAsync($"flamegraph/?type=cpuprofile&filename={Node}&end=10"));
        long after = Sum(await GetAsync($"flamegraph/?type=cpuprofile&filename={Node}&start=10"));
        Assert.Equal(all, before + after);
        Assert.True(before > 0 && after > 0);
    }

    private static long Sum(JsonNode tree) => NodesOf(tree).Sum(node => (long)node["v"]!);

    private static IEnumerable<JsonNode> NodesOf(JsonNode node) =>
        (node["c"] ?? node["children"])!.AsArray().SelectMany(child => NodesOf(child!)).Prepend(node);

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(
        await _app.Client.GetStringAsync(path), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!;
}
