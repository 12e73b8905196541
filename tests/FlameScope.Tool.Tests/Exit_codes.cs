namespace FlameScope.Tool.Tests;

public sealed class Exit_codes
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("heatmap")]
    [InlineData("heatmap f --bogus")]
    [InlineData("heatmap f g")]
    [InlineData("heatmap f --rows 0")]
    [InlineData("heatmap f --rows 10001")]
    [InlineData("heatmap f --rows many")]
    [InlineData("heatmap f --column 0")]
    [InlineData("heatmap f --column 1s")]
    [InlineData("heatmap f --format folded")]
    [InlineData("heatmap f -o x.folded")]
    [InlineData("heatmap f -o f")]
    [InlineData("flame f --from -1")]
    [InlineData("flame f --from 1e3")]
    [InlineData("flame f --from 1,5")]
    [InlineData("flame f --from .")]
    [InlineData("flame f --from 0.0000000001")]
    [InlineData("flame f --from 99999999999")]
    [InlineData("flame f --from 2 --to 1.999999999")]
    [InlineData("flame f --root tree")]
    [InlineData("info f --format svg")]
    [InlineData("flame f --process java")]
    [InlineData("flame f --cpu 1,x")]
    [InlineData("flame f --thread -2")]
    [InlineData("flame f --frame /(/")]
    [InlineData("flame f --frame leaf:")]
    [InlineData("flame f --hide /(?=x)/")]
    [InlineData("flame f --kernel --user")]
    [InlineData("flame f --weight bytes")]
    [InlineData("flame f --max-depth 0")]
    [InlineData("flame f --min-share 101")]
    [InlineData("flame f --by class")]
    [InlineData("heatmap f --rows-by cpu --rows 10")]
    [InlineData("heatmap f --rows-by cpu --top 3")]
    [InlineData("heatmap f --top 3")]
    [InlineData("top f --limit none")]
    [InlineData("top f --format svg")]
    [InlineData("convert f --to bananas")]
    [InlineData("convert f -o x.txt --format text")]
    [InlineData("top f --callers a --callees b --format json")]
    [InlineData("find")]
    [InlineData("find f --most 0")]
    [InlineData("find f --weight bytes")]
    [InlineData("find f --process java")]
    [InlineData("find f --kernel --user")]
    [InlineData("find f --from 2 --to 1")]
    [InlineData("find f --fail-on 0")]
    [InlineData("find f -o x.csv")]
    [InlineData("info f -o x.svg")]
    [InlineData("heatmap f -o x.png")]
    [InlineData("flame f -o x.pdf")]
    [InlineData("top f -o x.xlsx")]
    [InlineData("diff f g -o x.html")]
    [InlineData("convert f -o x.txt")]
    [InlineData("flame f -o x.speedscope.json")]
    [InlineData("flame f --json --format svg")]
    [InlineData("flame f --title x")]
    [InlineData("flame f -o x.svg --width 319")]
    [InlineData("flame f -o x.svg --theme blue")]
    [InlineData("heatmap f -o x.svg --icicle")]
    [InlineData("diff f g --fail-on 101")]
    [InlineData("diff f g --fail-on 1 --mode raw")]
    [InlineData("flame f --cpu 3-1")]
    [InlineData("flame f --exclude-thread java")]
    [InlineData("flame f --from @")]
    [InlineData("flame f --from 24:00:00")]
    [InlineData("flame f --from 2026-13-22T19:42:21Z")]
    [InlineData("flame f --from @8 --to @7")]
    [InlineData("flame f --markers ")]
    [InlineData("flame f --symbols ")]
    [InlineData("flame f --debuginfod")]
    [InlineData("help nonsense")]
    [InlineData("help flame info")]
    [InlineData("diff f")]
    [InlineData("diff f --base-from 1 --base-to 2")]
    [InlineData("diff f --from 1 --base-from 2 --base-to 1")]
    [InlineData("diff f --from 1 --invert")]
    [InlineData("diff f g h")]
    [InlineData("diff - -")]
    public async Task Bad_usage_exits_with_2_and_a_hint(string commandLine)
    {
        ToolResult result = await ToolProcess.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("flamescope: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("--help' for how to use it.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_event_exits_with_2_and_names_those_there_are()
    {
        ToolResult result = await ToolProcess.RunAsync("heatmap", Recording, "--event", "cycles");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cpu-clock:ppp", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No function in this slice fits --callers 'nowhere'.", "top", Recording, "--callers", "nowhere")]
    [InlineData("functions fit --callees 'compact':", "top", Recording, "--callees", "compact")]
    [InlineData("cannot be compared with one of switches (context-switches).\n", "diff", "34-multi-event.txt.gz", Recording, "--weight", "period")]
    public async Task What_makes_no_sense_for_the_recording_exits_with_2(string reason, params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such file", "info", "missing.txt")]
    [InlineData("there is no such folder", "info", "missing/missing.txt")]
    [InlineData("it is a folder", "flame", ".")]
    [InlineData("perf script -F +time", "heatmap", "08-no-time.txt.gz")]
    [InlineData("perf script -F +time", "flame", "08-no-time.txt.gz", "--from", "1")]
    [InlineData("perf script -F +time", "diff", "08-no-time.txt.gz", "--to", "1")]
    [InlineData("go together", "flame", Recording, "--from", "19:42:21")]
    [InlineData("'missing.csv': there is no such file", "flame", Recording, "--markers", "missing.csv")]
    [InlineData("there is no folder or archive 'missing' (--symbols)", "flame", Recording, "--symbols", "missing")]
    [InlineData("MaxCells", "heatmap", Recording, "--column", "0.000000001")]
    [InlineData("there is no such folder", "flame", Recording, "-o", "missing/x.svg")]
    [InlineData("standard input: The input is empty.", "info", "-")]
    public async Task Bad_input_exits_with_1_and_one_line(string reason, params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(arguments);

        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("flamescope: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Error, StringComparison.Ordinal);
        Assert.Equal(result.Error.Length - 1, result.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_perf_data_file_is_named_as_what_it_is()
    {
        ToolResult result = await ToolProcess.RunWithInputAsync("PERFILE2\0\0\0"u8.ToArray(), "info", "-");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("perf.data", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("help")]
    [InlineData("help", "diff")]
    [InlineData("heatmap", "--help")]
    [InlineData("top", "--help")]
    [InlineData("diff", "--help")]
    [InlineData("convert", "--help")]
    public async Task Help_and_version_exit_with_0(params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.NotEmpty(result.Output);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task A_recording_without_times_has_a_flame_graph_of_the_whole()
    {
        ToolResult result = await ToolProcess.RunAsync("flame", "08-no-time.txt.gz", "--format", "folded");

        Assert.Equal(0, result.ExitCode);
        Assert.NotEmpty(result.Output);
    }
}
