using System.Text;
using System.Text.Json;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>What functions are called, and what else is known of them.</summary>
public sealed class NameTests : IAsyncLifetime
{
    // Two tiers of one method, of which one calls a function that a compiler has copied.
    private const string Folded =
        "app;void [app] P::Run(int32)[Tier0];copy.isra.0 3\napp;void [app] P::Run(int32)[OptimizedTier1];copy 4\napp;void [app] P::Stop()[Tier0] 2\n";

    private const string Profile =
        """
        {"nodes":[
        {"id":1,"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1},"hitCount":0,"children":[2]},
        {"id":2,"callFrame":{"functionName":"route","scriptId":"1","url":"/app/lib/index.js","lineNumber":11,"columnNumber":8},"hitCount":2}],
        "startTime":1000,"endTime":5000,"samples":[2,2],"timeDeltas":[1000,1000]}
        """;

    private ExplorerApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await ExplorerApp.StartAsync();
        await File.WriteAllTextAsync(_app.Folder.PathOf("tiers.folded"), Folded);
        await File.WriteAllTextAsync(_app.Folder.PathOf("app.cpuprofile"), Profile);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Names_are_full_unless_short_ones_are_asked_for()
    {
        Assert.Equal(5, (await NamesAsync("")).Length);
        Assert.Equal(5, (await NamesAsync("&names=full")).Length);
        Assert.Equal([("copy", 7L), ("P::Stop", 2L), ("P::Run", 0L)], await NamesAsync("&names=short"));
    }

    [Fact]
    public async Task Every_view_and_every_filter_has_the_names_that_were_asked_for()
    {
        JsonElement tree = await _app.GetJsonAsync("api/flame?profile=tiers.folded&names=short&frame=%3DP::Run");
        Assert.Equal(["root", "app", "P::Run", "copy"], StringsOf(tree, "names"));
        Assert.Equal(7, tree.GetProperty("total").GetInt64());
        JsonElement callers = await _app.GetJsonAsync("api/sandwich?profile=tiers.folded&names=short&of=copy&side=callers");
        Assert.Equal(7, callers.GetProperty("total").GetInt64());
        JsonElement difference = await _app.GetJsonAsync("api/diff?profile=tiers.folded&names=short&baseProfile=tiers.folded");
        Assert.Contains("P::Run", StringsOf(difference, "names"));
        string folded = await _app.Client.GetStringAsync("api/export?profile=tiers.folded&names=short&view=flame&format=folded");
        Assert.Contains("P::Run;copy 7", folded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_names_are_refused()
    {
        JsonElement problem = await _app.GetProblemAsync("api/top?profile=tiers.folded&names=shrt", 400);
        Assert.Contains("did you mean 'short'", problem.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whole_names_stand_beside_short_ones()
    {
        JsonElement tree = await _app.GetJsonAsync("api/flame?profile=tiers.folded&names=short");
        string[] names = StringsOf(tree, "names");
        string[] whole = StringsOf(tree, "rawNames");
        Assert.Equal(names.Length, whole.Length);
        Assert.Equal("void [app] P::Run(int32)[Tier0]", whole[Array.IndexOf(names, "P::Run")]);
        Assert.Equal("", whole[0]);
        Assert.False((await _app.GetJsonAsync("api/flame?profile=tiers.folded")).TryGetProperty("rawNames", out _));
    }

    [Fact]
    public async Task Files_and_lines_stand_beside_names_where_they_are_known()
    {
        foreach (string view in (string[])["flame?", "chart?", "diff?baseProfile=app.cpuprofile&", "sandwich?of=route&side=callees&"])
        {
            JsonElement answer = await _app.GetJsonAsync($"api/{view}profile=app.cpuprofile");
            int name = Array.IndexOf(StringsOf(answer, "names"), "route");
            Assert.Equal(0, answer.GetProperty("fileOf")[name].GetInt32());
            Assert.Equal(["/app/lib/index.js"], StringsOf(answer, "files"));
            Assert.Equal(12, answer.GetProperty("lineOf")[name].GetInt32());
        }

        Assert.False((await _app.GetJsonAsync("api/flame?profile=tiers.folded")).TryGetProperty("files", out _));
    }

    private async Task<(string Name, long Self)[]> NamesAsync(string parameters)
    {
        JsonElement table = await _app.GetJsonAsync($"api/top?profile=tiers.folded{parameters}");
        return [.. table.GetProperty("rows").EnumerateArray().Select(row => (row.GetProperty("name").GetString()!, row.GetProperty("self").GetInt64()))];
    }

    private static string[] StringsOf(JsonElement answer, string member) => [.. answer.GetProperty(member).EnumerateArray().Select(text => text.GetString()!)];
}
