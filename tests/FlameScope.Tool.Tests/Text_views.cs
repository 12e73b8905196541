namespace FlameScope.Tool.Tests;

public sealed class Text_views
{
    // Set to the folder of the sources to write the golden files anew; then read the difference.
    private const string UpdateVariable = "FLAMESCOPE_UPDATE_GOLDEN";

    [Theory]
    [InlineData("info-header", "info", "02-header.txt.gz")]
    [InlineData("info-header-json", "info", "02-header.txt.gz", "--json")]
    [InlineData("info-multi-event", "info", "34-multi-event.txt.gz")]
    [InlineData("info-no-time", "info", "08-no-time.txt.gz")]
    [InlineData("info-truncated", "info", "80-truncated.txt.gz")]
    [InlineData("heatmap-segstore-49-rows", "heatmap", "segstore-49-p.perf.txt.gz", "--rows", "49")]
    [InlineData("heatmap-segstore-49-rows", "heatmap", "segstore-49-p.perf.txt.gz", "--rows", "auto")]
    [InlineData("heatmap-segstore-slice", "heatmap", "segstore-49-p.perf.txt.gz", "--rows", "10", "--from", "4.5", "--to", "8.25")]
    [InlineData("heatmap-segstore-folded", "heatmap", "segstore-49-p.perf.txt.gz", "--rows", "99", "--column", "0.1")]
    [InlineData("heatmap-segstore-bands", "heatmap", "segstore-49-p.perf.txt.gz", "--rows", "5", "--column", "0.25")]
    [InlineData("heatmap-empty", "heatmap", "segstore-49-p.perf.txt.gz", "--from", "5", "--to", "5")]
    [InlineData("flame-segstore", "flame", "segstore-49-p.perf.txt.gz")]
    [InlineData("flame-deep", "flame", "02-header.txt.gz", "--from", "1", "--to", "2", "--root", "process")]
    [InlineData("flame-filtered", "flame", "segstore-49-p.perf.txt.gz", "--command", "ingest", "--exclude-frame", "hash_key", "--user")]
    [InlineData("flame-inverted", "flame", "segstore-49-p.perf.txt.gz", "--invert", "--root", "none", "--by", "module")]
    [InlineData("flame-periods", "flame", "segstore-49-p.perf.txt.gz", "--weight", "period", "--max-depth", "2", "--split-kernel")]
    [InlineData("heatmap-by-command", "heatmap", "34-multi-event.txt.gz", "--rows-by", "command", "--top", "6")]
    [InlineData("heatmap-by-cpu-periods", "heatmap", "segstore-49-p.perf.txt.gz", "--rows-by", "cpu", "--weight", "period")]
    [InlineData("top-segstore", "top", "segstore-49-p.perf.txt.gz", "--limit", "12")]
    [InlineData("top-modules", "top", "34-multi-event.txt.gz", "--event", "page-faults", "--weight", "period", "--by", "module", "--sort", "total")]
    [InlineData("top-around", "top", "segstore-49-p.perf.txt.gz", "--callers", "compact_segments", "--callees", "compact_segments")]
    [InlineData("diff-compaction", "diff", "segstore-49-p.perf.txt.gz", "--from", "5.15", "--to", "5.45", "--limit", "12")]
    [InlineData("diff-per-second", "diff", "segstore-49-p.perf.txt.gz", "--from", "5.15", "--to", "5.45", "--base-from", "2", "--base-to", "5", "--mode", "per-second", "--weight", "period", "--limit", "8")]
    [InlineData("diff-recordings", "diff", "segstore-49-p.perf.txt.gz", "02-header.txt.gz", "--mode", "raw", "--limit", "8")]
    public async Task Text_is_as_it_was(string golden, params string[] arguments)
    {
        ToolResult result = await ToolProcess.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\e', result.Output);
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, golden + ".txt"), result.Output, TestContext.Current.CancellationToken);
            return;
        }

        string file = Path.Combine(AppContext.BaseDirectory, "Golden", golden + ".txt");
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), result.Output);
    }

    [Fact]
    public async Task The_busiest_cell_has_as_many_samples_as_its_command_shows()
    {
        ToolResult map = await ToolProcess.RunAsync("heatmap", "segstore-49-p.perf.txt.gz", "--rows", "49");
        string command = map.Output.Split('\n').Single(line => line.StartsWith("  flamescope flame ", StringComparison.Ordinal));

        ToolResult flame = await ToolProcess.RunAsync(command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]);

        Assert.Contains("busiest cell: 3 samples", map.Output, StringComparison.Ordinal);
        Assert.Contains("\n3 samples shown", flame.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("flame")]
    public async Task Names_cannot_move_the_cursor_or_turn_the_direction_of_writing_around(string command)
    {
        const string Recording = "a\u202Eb\u2069c  5 [000]  1.000000: 7 cycles\u200F: \n\t 3 m\u001B[2J\u061C+0x1 (/bin/s)\n\n";

        ToolResult result = await ToolProcess.RunWithInputAsync(System.Text.Encoding.UTF8.GetBytes(Recording), command, "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a\uFFFDb\uFFFDc", result.Output, StringComparison.Ordinal);
        Assert.Contains("cycles\uFFFD", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output, c => c is '\u001B' or '\u202E' or '\u2069' or '\u200F' or '\u061C');
    }

    [Theory]
    [InlineData("5", "processes   unknown: the text names threads only", "\"processes\": null", "\"topProcesses\": null", true)]
    [InlineData("5/6", "processes   1\n             1  100.0 %  app  5\n", "\"processes\": 1", "\"id\": 5", false)]
    public async Task Processes_are_told_only_where_the_recording_names_them(string thread, string text, string count, string top, bool isWarned)
    {
        byte[] recording = System.Text.Encoding.UTF8.GetBytes($"app  {thread} [000]  1.000000: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n");

        ToolResult info = await ToolProcess.RunWithInputAsync(recording, "info", "-");
        ToolResult json = await ToolProcess.RunWithInputAsync(recording, "info", "-", "--json");
        ToolResult flame = await ToolProcess.RunWithInputAsync(recording, "flame", "-", "--root", "process", "--format", "folded");

        Assert.Contains(text, info.Output, StringComparison.Ordinal);
        Assert.Contains(count, json.Output, StringComparison.Ordinal);
        Assert.Contains(top, json.Output, StringComparison.Ordinal);
        Assert.Equal("app-5;main 1\n", flame.Output);
        Assert.Equal(isWarned, flame.Error.Contains("perf script -F +pid", StringComparison.Ordinal));
    }
}
