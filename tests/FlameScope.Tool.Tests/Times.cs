using System.Text;
using System.Text.RegularExpressions;

namespace FlameScope.Tool.Tests;

public sealed partial class Times
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Fact]
    public async Task A_slice_by_the_recordings_own_clock_is_the_slice_by_seconds()
    {
        ToolResult info = await ToolProcess.RunAsync("info", Recording);
        decimal origin = decimal.Parse(Origin().Match(info.Output).Groups["seconds"].Value, System.Globalization.CultureInfo.InvariantCulture);

        ToolResult seconds = await ToolProcess.RunAsync("flame", Recording, "--from", "5", "--to", "6.5", "--json");
        ToolResult clock = await ToolProcess.RunAsync("flame", Recording, "--from", FormattableString.Invariant($"@{origin + 5}"), "--to", FormattableString.Invariant($"@{origin + 6.5m}"), "--json");

        Assert.Equal(0, clock.ExitCode);
        Assert.Equal(seconds.Output, clock.Output);
    }

    [Theory]
    [InlineData("heatmap")]
    [InlineData("flame")]
    [InlineData("top")]
    [InlineData("convert")]
    [InlineData("find")]
    [InlineData("diff")]
    public async Task A_slice_outside_the_recording_says_so_with_its_bounds(string command)
    {
        ToolResult result = await ToolProcess.RunAsync(command, Recording, "--from", "100");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith(
            "flamescope: The slice from 100 to the end lies outside the recording, which lasts from 0.578877 to 60.517293001.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markers_of_ones_own_are_in_the_heat_map()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
        await File.WriteAllTextAsync(file, "time,duration,name,kind\n7.2,0.3,deploy,ops\n@1,,early,\n", TestContext.Current.CancellationToken);
        ToolResult map = await ToolProcess.RunAsync("heatmap", Recording, "--json", "--markers", file);
        ToolResult plain = await ToolProcess.RunAsync("heatmap", Recording, "--json");
        ToolResult refused = await ToolProcess.RunAsync("heatmap", Recording, "--markers", file, "-o", file, "--json");
        await File.WriteAllTextAsync(file, "time,duration,name\nnoon,,lunch\n", TestContext.Current.CancellationToken);
        ToolResult wrong = await ToolProcess.RunAsync("heatmap", Recording, "--markers", file);
        File.Delete(file);

        Assert.Equal(0, map.ExitCode);
        Assert.Contains("\"deploy\"", map.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"deploy\"", plain.Output, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("line 2: 'noon' is no time: expected seconds such as 7.2", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stacks_that_stand_root_first_are_turned_around()
    {
        byte[] text = Encoding.UTF8.GetBytes("app  5/6 [000]  1.000000: 7 cycles: \n\t 3 _ZN3foo3barEv+0x1 (/bin/s)\n\t 4 main+0x1 (/bin/s)\n\n");

        Assert.Equal("app;main;foo::bar 1\n", (await ToolProcess.RunWithInputAsync(text, "convert", "-", "--format", "folded")).Output);
        Assert.Equal("app;foo::bar;main 1\n", (await ToolProcess.RunWithInputAsync(text, "convert", "-", "--format", "folded", "--caller-order")).Output);
        Assert.Equal("app;main;_ZN3foo3barEv 1\n", (await ToolProcess.RunWithInputAsync(text, "convert", "-", "--format", "folded", "--no-demangle")).Output);
    }

    [Fact]
    public async Task Names_are_short_where_that_is_asked_for()
    {
        byte[] text = Encoding.UTF8.GetBytes("app;void [app] P::Run()[Tier0] 1\napp;void [app] P::Run()[Tier1] 2\n");

        Assert.Equal("app;P::Run 3\n", (await ToolProcess.RunWithInputAsync(text, "convert", "-", "--format", "folded", "--names", "short")).Output);
        Assert.Equal(Encoding.UTF8.GetString(text), (await ToolProcess.RunWithInputAsync(text, "convert", "-", "--format", "folded", "--names", "full")).Output);
        Assert.Equal(2, (await ToolProcess.RunWithInputAsync(text, "top", "-", "--names", "shrt")).ExitCode);
    }

    [GeneratedRegex(@"origin +(?<seconds>[\d.]+) s on")]
    private static partial Regex Origin();
}
