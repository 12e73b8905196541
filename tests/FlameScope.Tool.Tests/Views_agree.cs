using System.Text.Json;

namespace FlameScope.Tool.Tests;

public sealed class Views_agree
{
    [Theory]
    [InlineData("segstore-49-p.perf.txt.gz")]
    [InlineData("segstore-49-p.perf.txt.gz", "--from", "5", "--to", "7.25")]
    [InlineData("segstore-49-p.perf.txt.gz", "--from", "5.224489796")]
    [InlineData("segstore-49-p.perf.txt.gz", "--to", "0.9")]
    [InlineData("segstore-49-p.perf.txt.gz", "--from", "3", "--to", "3")]
    [InlineData("34-multi-event.txt.gz")]
    [InlineData("34-multi-event.txt.gz", "--event", "all")]
    [InlineData("34-multi-event.txt.gz", "--event", "all", "--idle")]
    public async Task The_sum_of_the_heat_map_is_the_total_of_the_flame_graph(params string[] arguments)
    {
        ToolResult heatMap = await ToolProcess.RunAsync(["heatmap", .. arguments, "--format", "json"]);
        ToolResult flame = await ToolProcess.RunAsync(["flame", .. arguments, "--format", "json"]);
        using JsonDocument map = JsonDocument.Parse(heatMap.Output);
        using JsonDocument tree = JsonDocument.Parse(flame.Output, new JsonDocumentOptions { MaxDepth = 4096 });

        long sum = map.RootElement.GetProperty("values").EnumerateArray()
            .Sum(column => column.EnumerateArray().Sum(cell => cell.GetInt64()));

        Assert.Equal(map.RootElement.GetProperty("coverage").GetProperty("shown").GetInt64(), sum);
        Assert.Equal(tree.RootElement.GetProperty("coverage").GetProperty("shown").GetInt64(), sum);
        Assert.Equal(sum, await FoldedTotalAsync(arguments));
    }

    [Fact]
    public async Task Adjacent_slices_partition_the_recording()
    {
        const string Recording = "segstore-49-p.perf.txt.gz";

        long all = await FoldedTotalAsync(Recording);
        long before = await FoldedTotalAsync(Recording, "--to", "20.000000001");
        long behind = await FoldedTotalAsync(Recording, "--from", "20.000000001");

        Assert.Equal(2124, all);
        Assert.Equal(all, before + behind);
    }

    [Fact]
    public async Task All_events_are_the_sum_of_each()
    {
        ToolResult info = await ToolProcess.RunAsync("info", "34-multi-event.txt.gz", "--json");
        using JsonDocument json = JsonDocument.Parse(info.Output);
        long sum = 0;
        foreach (JsonElement kind in json.RootElement.GetProperty("events").EnumerateArray())
        {
            long samples = await FoldedTotalAsync("34-multi-event.txt.gz", "--idle", "--event", kind.GetProperty("name").GetString()!);
            Assert.Equal(kind.GetProperty("samples").GetInt64(), samples);
            sum += samples;
        }

        Assert.Equal("flamescope.info", json.RootElement.GetProperty("schema").GetString());
        Assert.True(json.RootElement.GetProperty("events").GetArrayLength() > 1);
        Assert.Equal(sum, await FoldedTotalAsync("34-multi-event.txt.gz", "--idle", "--event", "all"));
    }

    [Theory]
    [InlineData("command")]
    [InlineData("process")]
    [InlineData("thread")]
    [InlineData("none")]
    public async Task Every_root_has_the_same_total(string root) =>
        Assert.Equal(2124, await FoldedTotalAsync("segstore-49-p.perf.txt.gz", "--root", root));

    private static async Task<long> FoldedTotalAsync(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(["flame", .. arguments, "--format", "folded"]);
        Assert.Equal(0, result.ExitCode);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
