using System.Text.Json;

namespace FlameScope.Tool.Tests;

public sealed class Exchange_formats
{
    private const string Recording = "segstore-49-p.perf.txt.gz";
    private const string Folded = "stacks.folded";
    private const string Spans = "spans.speedscope.json";

    [Fact]
    public async Task Without_times_there_is_no_map_and_one_sentence_says_why()
    {
        ToolResult map = await ToolProcess.RunAsync("heatmap", Folded);

        Assert.Equal(1, map.ExitCode);
        Assert.Empty(map.Output);
        Assert.Contains("no timestamps", map.Error, StringComparison.Ordinal);
        Assert.Contains("Folded stacks keep no times", map.Error, StringComparison.Ordinal);
        Assert.Equal(1, map.Error.AsSpan().Count('\n'));
    }

    [Fact]
    public async Task Without_times_everything_that_needs_none_works()
    {
        ToolResult flame = await ToolProcess.RunAsync("flame", Folded, "--format", "folded");
        ToolResult top = await ToolProcess.RunAsync("top", Folded, "--format", "json");
        ToolResult info = await ToolProcess.RunAsync("info", Folded);

        Assert.Equal((0, 0, 0), (flame.ExitCode, top.ExitCode, info.ExitCode));
        Assert.Contains("worker;main 5", flame.Output, StringComparison.Ordinal);
        using JsonDocument table = JsonDocument.Parse(top.Output);
        Assert.Equal(12, table.RootElement.GetProperty("total").GetInt64());
        Assert.Contains("folded stacks", info.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_step_decides_how_many_samples_spans_give()
    {
        using JsonDocument usual = JsonDocument.Parse((await ToolProcess.RunAsync("info", Spans, "--json")).Output);
        using JsonDocument fine = JsonDocument.Parse((await ToolProcess.RunAsync("info", Spans, "--json", "--step", "0.0001")).Output);

        Assert.Equal((10, 1), CountsOf(usual));
        Assert.Equal((100, 0), CountsOf(fine));
        Assert.Contains("1 shorter than the step", (await ToolProcess.RunAsync("info", Spans)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("0.00000001")]
    [InlineData("1ms")]
    public async Task A_step_that_is_none_exits_with_2(string step)
    {
        ToolResult result = await ToolProcess.RunAsync("flame", Spans, "--step", step);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--step", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("firefox", "Firefox profile")]
    [InlineData("speedscope", "speedscope")]
    public async Task What_is_converted_can_be_opened_again(string format, string name)
    {
        string file = Path.Combine(Path.GetTempPath(), $"flamescope-{Guid.NewGuid():N}.json");
        try
        {
            ToolResult converted = await ToolProcess.RunAsync("convert", Recording, "--format", format, "-o", file);
            ToolResult folded = await ToolProcess.RunAsync("flame", Recording, "--format", "folded");
            ToolResult again = await ToolProcess.RunAsync("flame", file, "--format", "folded");
            ToolResult info = await ToolProcess.RunAsync("info", file);

            Assert.Equal((0, 0), (converted.ExitCode, again.ExitCode));
            Assert.Equal(Lines(folded.Output), Lines(again.Output));
            Assert.Contains(name, info.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Chrome_gets_nodes_samples_and_times()
    {
        ToolResult result = await ToolProcess.RunAsync("convert", Recording, "--format", "cpuprofile");
        using JsonDocument json = JsonDocument.Parse(result.Output);

        Assert.Equal(json.RootElement.GetProperty("samples").GetArrayLength(), json.RootElement.GetProperty("timeDeltas").GetArrayLength());
        Assert.Equal(2124, json.RootElement.GetProperty("nodes").EnumerateArray().Sum(node => node.GetProperty("hitCount").GetInt64()));
    }

    private static (int Samples, int ShortSpans) CountsOf(JsonDocument info)
    {
        JsonElement coverage = info.RootElement.GetProperty("coverage");
        return (coverage.GetProperty("samples").GetInt32(), coverage.GetProperty("shortSpans").GetInt32());
    }

    private static string[] Lines(string folded) => [.. folded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
