using System.Globalization;
using System.Text.Json;

namespace FlameScope.Tool.Tests;

public sealed class Conversions
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Fact]
    public async Task A_slice_is_converted_as_it_is_shown()
    {
        ToolResult sliced = await ToolProcess.RunAsync("convert", Recording, "--format", "FOLDED", "--from", "5", "--to", "6");
        ToolResult flame = await ToolProcess.RunAsync("flame", Recording, "--format", "folded", "--from", "5", "--to", "6");
        ToolResult mistaken = await ToolProcess.RunAsync("convert", Recording, "--to", "folded");

        Assert.Equal(0, sliced.ExitCode);
        Assert.Equal(flame, sliced);
        Assert.Equal(2, mistaken.ExitCode);
        Assert.Contains("--format folded chooses a format", mistaken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speedscope_gets_every_sample_that_fits()
    {
        ToolResult folded = await ToolProcess.RunAsync("convert", Recording, "--format", "folded", "--command", "ingest");
        ToolResult result = await ToolProcess.RunAsync("convert", Recording, "--format", "speedscope", "--command", "ingest");
        using JsonDocument json = JsonDocument.Parse(result.Output);

        Assert.Equal("https://www.speedscope.app/file-format-schema.json", json.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(2, json.RootElement.GetProperty("profiles").GetArrayLength());
        Assert.Contains("ingest/0", folded.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("compactor", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_the_same_sums_as_CSV_and_as_JSON()
    {
        ToolResult csv = await ToolProcess.RunAsync("top", Recording, "--format", "csv");
        ToolResult converted = await ToolProcess.RunAsync("convert", Recording, "--format", "csv");
        using JsonDocument json = JsonDocument.Parse((await ToolProcess.RunAsync("top", Recording, "--format", "json")).Output);

        Assert.Equal(csv, converted);
        Assert.Equal(2124, json.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(45, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Theory]
    [InlineData("json", "{\"schema\":\"flamescope.flamediff\"")]
    [InlineData("svg", "<svg xmlns=")]
    [InlineData("csv", "function,kind,module,")]
    public async Task A_difference_has_formats_of_its_own(string format, string start)
    {
        ToolResult result = await ToolProcess.RunAsync("diff", Recording, "--from", "5", "--to", "6", "--format", format);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith(start, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folded_difference_has_both_sides_of_every_stack()
    {
        ToolResult result = await ToolProcess.RunAsync("diff", Recording, "--from", "5", "--to", "6", "--format", "folded");
        string[][] lines = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[^2..])];

        Assert.Equal(2124, lines.Sum(line => line.Sum(count => long.Parse(count, CultureInfo.InvariantCulture))));
    }
}
