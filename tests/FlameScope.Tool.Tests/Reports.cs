using FlameScope.Tests.Processes;

namespace FlameScope.Tool.Tests;

public sealed class Reports
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Fact]
    public async Task A_report_is_one_file_with_what_was_asked_for_said_in_words()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("r.html");
        ToolResult result = await ToolProcess.RunAsync(
            "report", Recording, "-o", file, "--title", "A <b>slow</b> second", "--notes", "See ticket 12.", "--from", "5", "--to", "15", "--command", "ingest", "--time", "1ms", "--no-threads");
        string html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"r\.html: [\d,]+ bytes\n$", result.Error);
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("<h1>A &lt;b&gt;slow&lt;/b&gt; second</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<p>See ticket 12.</p>", html, StringComparison.Ordinal);
        Assert.All(
            ["Only 5 to 15 s.", "Only samples where ", "Times are rounded down to 0.001 s.", "Threads are not told apart."],
            sentence => Assert.Contains(sentence, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_reports_of_the_same_are_the_same_bytes()
    {
        ToolResult first = await ToolProcess.RunAsync("report", Recording, "-o", "-");
        ToolResult second = await ToolProcess.RunAsync("report", Recording, "-o", "-");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, second.Output);
    }

    [Fact]
    public async Task Notes_may_come_from_a_file()
    {
        using TemporaryFolder folder = new();
        string notes = folder.PathOf("notes.txt");
        await File.WriteAllTextAsync(notes, "First.\n\nSecond.", TestContext.Current.CancellationToken);
        ToolResult result = await ToolProcess.RunAsync("report", Recording, "-o", "-", "--notes", $"@{notes}");
        ToolResult missing = await ToolProcess.RunAsync("report", Recording, "-o", "-", "--notes", "@nothing.txt");

        Assert.Contains("<p>First.</p>\n<p>Second.</p>", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, missing.ExitCode);
        Assert.StartsWith("flamescope: cannot read the notes 'nothing.txt': ", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_redacted_is_not_in_the_summary_either()
    {
        ToolResult open = await ToolProcess.RunAsync("report", Recording, "-o", "-");
        ToolResult redacted = await ToolProcess.RunAsync("report", Recording, "-o", "-", "--redact", "hash_key", "--redact", "/compact/i");

        Assert.Contains("hash_key", open.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hash_key", redacted.Output, StringComparison.Ordinal);
        Assert.Contains("redacted-1", redacted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_would_be_too_large_is_refused_with_what_makes_it_smaller()
    {
        using TemporaryFolder folder = new();
        string big = folder.PathOf("big.folded");
        await File.WriteAllLinesAsync(big, Enumerable.Range(0, 60_000).Select(i => $"{Guid.NewGuid()};{Guid.NewGuid()} 1"), TestContext.Current.CancellationToken);
        ToolResult result = await ToolProcess.RunAsync("report", big, "-o", folder.PathOf("big.html"), "--max-size", "1");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"The report would have [\d,]+ bytes; at most 1,000,000 are allowed\.", result.Error);
        Assert.Contains("--max-size allows more", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("big.html")));
    }

    [Fact]
    public async Task The_recording_is_never_overwritten()
    {
        ToolResult result = await ToolProcess.RunAsync("report", Recording, "-o", Recording);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is the recording itself", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_recording_is_there_to_compare_with()
    {
        ToolResult result = await ToolProcess.RunAsync("report", Recording, "-o", "-", "--baseline", "spans.speedscope.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("<h2>Baseline</h2>", result.Output, StringComparison.Ordinal);
    }
}
