using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.Tool.Tests;

public sealed partial class Filters
{
    private const string Recording = "segstore-49-p.perf.txt.gz";
    private const string SeveralEvents = "34-multi-event.txt.gz";

    [Theory]
    [InlineData(Recording, "--command", "ingest")]
    [InlineData(Recording, "--command", "=ingest/0", "--command", "=seg compactor 1")]
    [InlineData(Recording, "--command", "/^ingest.[01]$/", "--frame", "hash_key")]
    [InlineData(Recording, "--exclude-command", "compactor")]
    [InlineData(Recording, "--process", "20483")]
    [InlineData(Recording, "--thread", "20483,20485", "--from", "5", "--to", "6")]
    [InlineData("02-header.txt.gz", "--cpu", "0", "--from", "1.5")]
    [InlineData(Recording, "--frame", "leaf:=hash_key", "--frame", "memset")]
    [InlineData(Recording, "--frame", "leaf:module:/segstore|libc/")]
    [InlineData(Recording, "--frame", "root:start_thread", "--exclude-frame", "/HASH/i")]
    [InlineData(Recording, "--kernel")]
    [InlineData(Recording, "--user", "--weight", "period")]
    [InlineData(SeveralEvents, "--event", "all", "--frame", "schedule")]
    [InlineData(SeveralEvents, "--event", "page-faults", "--weight", "period", "--user")]
    public async Task Every_view_shows_the_same_under_a_filter(params string[] arguments)
    {
        long total = await FoldedTotalAsync(arguments);
        ToolResult heatMap = await ToolProcess.RunAsync(["heatmap", .. arguments, "--format", "json"]);
        ToolResult lanes = await ToolProcess.RunAsync(["heatmap", .. arguments, "--format", "json", "--rows-by", "thread", "--top", "1"]);
        ToolResult flame = await ToolProcess.RunAsync(["flame", .. arguments]);
        ToolResult top = await ToolProcess.RunAsync(["top", .. arguments]);

        Assert.NotEqual(0, total);
        Assert.Equal(total, SumOf(heatMap));
        Assert.Equal(total, SumOf(lanes));
        Assert.Equal(ShownBy(flame), ShownBy(top));
        if (!arguments.Contains("period"))
        {
            Assert.Equal(total, ShownBy(top));
        }
    }

    [Theory]
    [InlineData("--frame", "hash_key", "--exclude-frame", "hash_key")]
    [InlineData("--frame", "leaf:/^_/", "--exclude-frame", "leaf:/^_/")]
    [InlineData("--frame", "root:module:libc", "--exclude-frame", "root:module:libc")]
    [InlineData("--command", "=ingest/1", "--exclude-command", "=ingest/1")]
    [InlineData("--kernel", null, "--user", null)]
    public async Task A_filter_and_its_opposite_add_up_to_everything(string option, string? value, string opposite, string? same)
    {
        long all = await FoldedTotalAsync(Recording);
        long fitting = await FoldedTotalAsync([Recording, option, .. Values(value)]);
        long others = await FoldedTotalAsync([Recording, opposite, .. Values(same)]);

        Assert.InRange(fitting, 1, all - 1);
        Assert.Equal(all, fitting + others);

        static string[] Values(string? value) => value is null ? [] : [value];
    }

    [Fact]
    public async Task An_option_repeated_widens_and_another_option_narrows()
    {
        long first = await FoldedTotalAsync(Recording, "--command", "=ingest/0");
        long second = await FoldedTotalAsync(Recording, "--command", "=ingest/1");
        long hash = await FoldedTotalAsync(Recording, "--command", "=ingest/0", "--frame", "hash_key");
        long noHash = await FoldedTotalAsync(Recording, "--command", "=ingest/0", "--exclude-frame", "hash_key");

        Assert.Equal(first + second, await FoldedTotalAsync(Recording, "--command", "=ingest/0", "--command", "=ingest/1"));
        Assert.Equal(first + second, await FoldedTotalAsync(Recording, "--command", "ingest"));
        Assert.Equal(first + second, await FoldedTotalAsync(Recording, "--thread", "20483", "--thread", "20484"));
        Assert.Equal(first, hash + noHash);
        Assert.Equal(0, await FoldedTotalAsync(Recording, "--command", "=ingest/0", "--thread", "20484"));
    }

    [Theory]
    [InlineData("--invert")]
    [InlineData("--merge-recursion", "all")]
    [InlineData("--max-depth", "2")]
    [InlineData("--hide", "start_thread", "--hide", "module:libc")]
    [InlineData("--fold", "start_thread")]
    [InlineData("--by", "module")]
    [InlineData("--split-kernel", "--root", "none")]
    [InlineData("--min-share", "5%")]
    public async Task No_shape_of_the_flame_graph_changes_its_total(params string[] shape)
    {
        ToolResult plain = await ToolProcess.RunAsync("flame", "02-header.txt.gz", "--format", "folded");
        ToolResult shaped = await ToolProcess.RunAsync(["flame", "02-header.txt.gz", "--format", "folded", .. shape]);

        Assert.NotEqual(plain.Output, shaped.Output);
        Assert.Equal(FoldedTotal(plain), FoldedTotal(shaped));
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("thread")]
    [InlineData("process")]
    [InlineData("command")]
    public async Task The_busiest_cell_of_named_rows_has_as_many_samples_as_its_command_shows(string rows)
    {
        ToolResult map = await ToolProcess.RunAsync(
            "heatmap", SeveralEvents, "--event", "context-switches", "--rows-by", rows, "--command", "ingest", "--command", "a:b", "--column", "0.5");
        string command = map.Output.Split('\n').Single(line => line.StartsWith("  flamescope flame ", StringComparison.Ordinal));
        string[] words = [.. Word().Matches(command).Select(word => word.Value.Trim('\''))];

        ToolResult flame = await ToolProcess.RunAsync(words[1..]);

        long busiest = long.Parse(
            BusiestCell().Match(map.Output).Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        Assert.Equal(busiest, ShownBy(flame));
    }

    [Fact]
    public async Task The_callers_of_a_function_add_up_to_its_total()
    {
        long under = await FoldedTotalAsync(Recording, "--frame", "=hash_key");
        ToolResult callers = await ToolProcess.RunAsync("top", Recording, "--callers", "hash_key", "--format", "folded");
        ToolResult callees = await ToolProcess.RunAsync("top", Recording, "--callees", "=hash_key", "--format", "folded");

        Assert.Equal(under, FoldedTotal(callers));
        Assert.Equal(under, FoldedTotal(callees));
        Assert.All(Lines(callees), line => Assert.StartsWith("hash_key", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_that_fits_nothing_is_told()
    {
        ToolResult flame = await ToolProcess.RunAsync("flame", Recording, "--command", "nobody");
        ToolResult heatMap = await ToolProcess.RunAsync("heatmap", Recording, "--cpu", "99", "--rows-by", "command");

        Assert.Equal((0, 0), (flame.ExitCode, heatMap.ExitCode));
        Assert.Contains("none of the 2,124 samples in this slice fits the filter", flame.Output, StringComparison.Ordinal);
        Assert.Contains("none of the 2,124 samples in this slice fits the filter", heatMap.Output, StringComparison.Ordinal);
    }

    private static async Task<long> FoldedTotalAsync(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(["flame", .. arguments, "--format", "folded"]);
        Assert.Equal(0, result.ExitCode);
        return FoldedTotal(result);
    }

    private static long FoldedTotal(ToolResult result) => Lines(result)
        .Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    private static string[] Lines(ToolResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long SumOf(ToolResult heatMap)
    {
        using JsonDocument map = JsonDocument.Parse(heatMap.Output);
        return map.RootElement.GetProperty("values").EnumerateArray().Sum(column => column.EnumerateArray().Sum(cell => cell.GetInt64()));
    }

    private static long ShownBy(ToolResult text) => long.Parse(
        Shown().Match(text.Output).Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<count>[\d,]+) samples shown", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();

    [GeneratedRegex(@"^busiest cell: (?<count>[\d,]+) samples of ", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex BusiestCell();

    [GeneratedRegex("'[^']*'|[^ ]+")]
    private static partial Regex Word();
}
