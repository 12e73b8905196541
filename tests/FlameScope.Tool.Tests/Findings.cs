using System.Text.Json;

namespace FlameScope.Tool.Tests;

public sealed class Findings
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Fact]
    public async Task A_finding_is_a_sentence_with_its_functions_below()
    {
        ToolResult result = await ToolProcess.RunAsync("find", Recording);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Error);
        string[] lines = result.Output.Split('\n');
        Assert.Matches(@"^1\. periodic  \d+\.\d\d–\d+\.\d\d s \(\d+ ms, every 1[45]\.\d+ s\): .*copy_block", lines[0]);
        Assert.Matches(@"^ +0\.0 % → +\d+\.\d %  ", lines[1]);
        Assert.Contains("compact_segments", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_ranges_background_and_culprits_of_the_same_findings()
    {
        using JsonDocument json = await JsonOf(Recording);
        ToolResult text = await ToolProcess.RunAsync("find", Recording);

        JsonElement root = json.RootElement;
        Assert.Equal("flamescope.findings", root.GetProperty("schema").GetString());
        Assert.Equal(1, root.GetProperty("version").GetInt32());
        Assert.Equal("count", root.GetProperty("weight").GetString());
        JsonElement finding = root.GetProperty("findings")[0];
        Assert.Contains(finding.GetProperty("summary").GetString()!, text.Output, StringComparison.Ordinal);
        JsonElement range = finding.GetProperty("range");
        Assert.True(range[0].GetInt64() < range[1].GetInt64());
        foreach (JsonElement part in finding.GetProperty("background").EnumerateArray())
        {
            Assert.True(part[1].GetInt64() <= range[0].GetInt64() || part[0].GetInt64() >= range[1].GetInt64());
        }

        Assert.InRange(finding.GetProperty("period").GetDouble(), 14.85e9, 15.15e9);
        Assert.Equal("copy_block", finding.GetProperty("culprits")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_filter_leaves_out_what_it_leaves_out()
    {
        using JsonDocument json = await JsonOf(Recording, "--exclude-command", "compactor");

        Assert.DoesNotContain("copy_block", json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Periods_that_are_all_alike_show_what_samples_show()
    {
        using JsonDocument counted = await JsonOf(Recording);
        using JsonDocument weighed = await JsonOf(Recording, "--weight", "period");

        Assert.Equal("period", weighed.RootElement.GetProperty("weight").GetString());
        Assert.Equal(RangesOf(counted), RangesOf(weighed));
    }

    [Fact]
    public async Task Where_nothing_stands_out_it_says_so_and_succeeds()
    {
        ToolResult text = await ToolProcess.RunAsync("find", Recording, "--command", "nobody");
        using JsonDocument json = await JsonOf(Recording, "--command", "nobody");

        Assert.Equal(0, text.ExitCode);
        Assert.Equal("Nothing in this recording stands out from its surroundings.\n", text.Output);
        Assert.Equal(0, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task A_recording_without_a_clock_cannot_be_searched()
    {
        ToolResult result = await ToolProcess.RunAsync("find", "08-no-time.txt.gz");

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("flamescope: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_more_findings_are_told_than_asked_for()
    {
        using JsonDocument json = await JsonOf(Recording, "--most", "1");

        Assert.Equal(1, json.RootElement.GetProperty("findings").GetArrayLength());
    }

    private static string RangesOf(JsonDocument json) => string.Join(
        ' ', json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("range").GetRawText()));

    private static async Task<JsonDocument> JsonOf(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(["find", "--json", .. arguments]);
        Assert.Equal(0, result.ExitCode);
        return JsonDocument.Parse(result.Output);
    }
}
