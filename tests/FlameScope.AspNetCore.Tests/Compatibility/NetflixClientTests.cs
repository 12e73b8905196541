using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlameScope.AspNetCore.Tests.Compatibility;

/// <summary>The endpoints of Netflix FlameScope's own client, in exactly its shapes.</summary>
public sealed class NetflixClientTests : IAsyncLifetime
{
    private const string Recording = "09-srcline.txt.gz";
    private const string Query = "type=perf&filename=" + Recording;
    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ExplorerApp.StartAsync([Recording, ExplorerApp.Orders]);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Profiles_are_listed_with_their_types()
    {
        await File.WriteAllTextAsync(_app.Folder.PathOf("notes.txt"), "nothing");
        Assert.Equal(
            """[{"filename":"09-srcline.txt.gz","type":"perf"},{"filename":"notes.txt","type":"unknown"},{"filename":"orders.perf.gz","type":"perf"}]""",
            await _app.Client.GetStringAsync("profile/"));
    }

    [Fact]
    public async Task The_heat_map_is_the_one_that_FlameScope_gives() => Assert.True(
        JsonNode.DeepEquals(Oracle("09-srcline.heatmap50.json.gz"), await GetAsync($"heatmap/?{Query}&rows=50")),
        await _app.Client.GetStringAsync($"heatmap/?{Query}&rows=50"));

    [Fact]
    public async Task The_flame_graph_has_the_members_and_counts_that_FlameScope_gives()
    {
        JsonNode expected = Oracle("09-srcline.flame-all.json.gz");
        JsonNode actual = await GetAsync($"flamegraph/?{Query}&flavor=standard");
        Assert.Equal(["c", "l", "n", "v"], MembersOf(actual));
        Assert.Equal(MembersOf(expected), MembersOf(actual));
        Assert.Equal("root", (string?)actual["n"]);
        Assert.Equal(PathsOf(expected), PathsOf(actual));
    }

    [Fact]
    public async Task A_difference_has_one_on_every_node_under_both_names()
    {
        JsonNode tree = await GetAsync($"differential/?{Query}&compareType=perf&compareFilename={Recording}&start=2.5&end=4.5");
        foreach (JsonNode node in NodesOf(tree))
        {
            Assert.Equal(["c", "d", "delta", "l", "n", "v"], MembersOf(node));
            Assert.Equal((long)node["d"]!, (long)node["delta"]!);
        }

        JsonNode same = await GetAsync($"differential/?{Query}&compareType=perf&compareFilename={Recording}");
        Assert.All(NodesOf(same), node => Assert.Equal(0, (long)node["d"]!));
    }

    [Fact]
    public async Task Elided_frames_are_those_that_only_the_second_has_scaled()
    {
        const string Slices = "start=7.2&end=7.6&compareStart=5&compareEnd=7";
        const string BothSlices = $"type=perf&filename={ExplorerApp.Orders}&compareType=perf&compareFilename={ExplorerApp.Orders}&{Slices}";
        Dictionary<string, long> first = PathsOf(await GetAsync($"flamegraph/?type=perf&filename={ExplorerApp.Orders}&start=7.2&end=7.6"), withZeros: true);
        Dictionary<string, long> second = PathsOf(await GetAsync($"flamegraph/?type=perf&filename={ExplorerApp.Orders}&start=5&end=7"), withZeros: true);
        double weight = (double)first.Values.Sum() / second.Values.Sum();
        Dictionary<string, long> elided = PathsOf(await GetAsync($"elided/?{BothSlices}"), withZeros: true);
        Assert.Equal(second.Keys.Order(), elided.Keys.Order());
        Assert.All(elided, node => Assert.Equal(first.ContainsKey(node.Key) ? 0 : (long)Math.Round(second[node.Key] * weight), node.Value));
        Assert.Contains(elided.Values, value => value > 0);
    }

    [Theory]
    [InlineData("flamegraph/?type=perf&filename=nothing", 404)]
    [InlineData("flamegraph/?type=perf", 400)]
    [InlineData("flamegraph/?filename=orders.perf.gz", 400)]
    [InlineData("flamegraph/?type=bogus&filename=orders.perf.gz", 400)]
    [InlineData("flamegraph/?type=cpuprofile&filename=orders.perf.gz", 400)]
    [InlineData("heatmap/?type=unknown&filename=orders.perf.gz", 400)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz&flavor=bogus", 400)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz&start=500", 416)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz&start=x&end=1", 400)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz&start=5&end=1", 416)]
    [InlineData("flamegraph/?type=perf&filename=orders.perf.gz&start=500&end=600", 416)]
    [InlineData("heatmap/?type=perf&filename=orders.perf.gz&rows=x", 400)]
    [InlineData("differential/?type=perf&filename=orders.perf.gz", 400)]
    public async Task Errors_are_an_object_with_one_member(string path, int status)
    {
        using HttpResponseMessage response = await _app.Client.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(["error"], MembersOf(body));
    }

    private static JsonNode Oracle(string name)
    {
        using GZipStream text = new(File.OpenRead(ExplorerApp.DataPath($"oracle/{name}")), CompressionMode.Decompress);
        return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!;
    }

    private static string[] MembersOf(JsonNode node) => [.. node.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)];

    // Commands are left out: FlameScope cuts them at the first digit.
    private static Dictionary<string, long> PathsOf(JsonNode root, bool withZeros = false)
    {
        Dictionary<string, long> paths = [];
        Stack<(JsonNode Node, string Path)> open = new(root["c"]!.AsArray().Select(command => (command!, withZeros ? (string)command!["n"]! : "")));
        while (open.TryPop(out (JsonNode Node, string Path) current))
        {
            if (withZeros || (long)current.Node["v"]! > 0)
            {
                paths[current.Path] = paths.GetValueOrDefault(current.Path) + (long)current.Node["v"]!;
            }

            foreach (JsonNode? child in current.Node["c"]!.AsArray())
            {
                open.Push((child!, $"{current.Path}\n{child!["n"]}"));
            }
        }

        return paths;
    }

    private static IEnumerable<JsonNode> NodesOf(JsonNode node) =>
        node["c"]!.AsArray().SelectMany(child => NodesOf(child!)).Prepend(node);

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(
        await _app.Client.GetStringAsync(path), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!;
}
