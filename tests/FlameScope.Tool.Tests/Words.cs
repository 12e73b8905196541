namespace FlameScope.Tool.Tests;

public sealed class Words
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Theory]
    [InlineData("there is no command 'heatmpa', and no such file. Did you mean 'heatmap'?", "heatmpa")]
    [InlineData("there is no command 'heatmpa', and no such file. Did you mean 'heatmap'?", "heatmpa", "x.txt")]
    [InlineData("flamescope flame has no option '--fromm'. Did you mean '--from'?", "flame", Recording, "--fromm", "5")]
    [InlineData("flamescope flame has no option '--fromm'. Did you mean '--from'?", "flame", "--fromm", "5", Recording)]
    [InlineData("flamescope info has no option '--jsn'. Did you mean '--json'?", "info", Recording, "--jsn")]
    [InlineData("'svgg' is no value of --format: expected text, svg, json, folded, pprof. Did you mean 'svg'?", "flame", Recording, "--format", "svgg")]
    [InlineData("there is no command 'flme'. Did you mean 'flame'?", "help", "flme")]
    public async Task A_misspelt_word_is_met_by_what_may_be_meant(string message, params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"flamescope: {message}\nTry 'flamescope", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_not_known_is_met_by_those_that_are()
    {
        ToolResult result = await ToolProcess.RunAsync("info", Recording, "--format-in", "bogus");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("flamescope: 'bogus' is no format for --format-in: expected one of ", result.Error, StringComparison.Ordinal);
        Assert.All(["perf-script", "pprof", "JFR"], name => Assert.Contains(name, result.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_is_the_same_as_a_word_and_as_an_option()
    {
        Assert.Equal(await ToolProcess.RunAsync("flame", "--help"), await ToolProcess.RunAsync("help", "flame"));
        Assert.Equal(await ToolProcess.RunAsync("--help"), await ToolProcess.RunAsync("help"));
    }

    [Fact]
    public async Task A_file_alone_is_told_and_drawn()
    {
        ToolResult both = await ToolProcess.RunAsync(Recording);
        ToolResult info = await ToolProcess.RunAsync("info", Recording);
        ToolResult map = await ToolProcess.RunAsync("heatmap", Recording);

        Assert.Equal(0, both.ExitCode);
        Assert.Equal($"{info.Output}\n{map.Output}", both.Output);
        Assert.Equal(1, (await ToolProcess.RunAsync("missing.txt")).ExitCode);
        Assert.Equal(0, (await ToolProcess.RunAsync("08-no-time.txt.gz")).ExitCode);
    }

    [Theory]
    [InlineData("flame")]
    [InlineData("heatmap")]
    [InlineData("top")]
    [InlineData("find")]
    [InlineData("info")]
    [InlineData("convert")]
    public async Task Json_is_asked_for_alike_everywhere(string command)
    {
        ToolResult named = await ToolProcess.RunAsync(command, Recording, "--format", "JSON");
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        ToolResult written = await ToolProcess.RunAsync(command, Recording, "-o", file);

        Assert.Equal(0, named.ExitCode);
        Assert.Equal(named, await ToolProcess.RunAsync(command, Recording, "--json"));
        Assert.Equal(0, written.ExitCode);
        Assert.Equal(named.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        File.Delete(file);
    }

    [Fact]
    public async Task Completion_knows_commands_and_options()
    {
        ToolResult commands = await ToolProcess.RunAsync("[suggest:12]", "flamescope h");
        ToolResult formats = await ToolProcess.RunAsync("[suggest:29]", "flamescope flame f --format s");

        Assert.Contains("heatmap", commands.Output, StringComparison.Ordinal);
        Assert.Contains("svg", formats.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heatmap")]
    [InlineData("flame")]
    public async Task Drawings_are_headed_sized_and_coloured_as_asked(string command)
    {
        ToolResult svg = await ToolProcess.RunAsync(
            command, Recording, "--format", "svg", "--title", "Orders at noon", "--width", "1500", "--theme", "DARK");

        Assert.Equal(0, svg.ExitCode);
        Assert.Contains("Orders at noon", svg.Output, StringComparison.Ordinal);
        Assert.Contains("width=\"1500\"", svg.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", svg.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_icicle_is_drawn_the_other_way_up() => Assert.NotEqual(
        (await ToolProcess.RunAsync("flame", Recording, "--format", "svg")).Output,
        (await ToolProcess.RunAsync("flame", Recording, "--format", "svg", "--icicle")).Output);
}
