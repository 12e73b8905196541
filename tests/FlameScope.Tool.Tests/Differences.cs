using System.Text.RegularExpressions;

namespace FlameScope.Tool.Tests;

public sealed partial class Differences
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Theory]
    [InlineData("share")]
    [InlineData("per-second")]
    [InlineData("raw")]
    public async Task A_recording_does_not_differ_from_itself(string mode)
    {
        ToolResult result = await ToolProcess.RunAsync("diff", Recording, Recording, "--mode", mode);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\n0 of ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('*', result.Output);
    }

    // What grows takes shares from the rest, and no time.
    [Theory]
    [InlineData("share")]
    [InlineData("per-second")]
    public async Task The_compaction_is_what_differs_in_its_second(string mode)
    {
        ToolResult rest = await ToolProcess.RunAsync("diff", Recording, "--from", "5.15", "--to", "5.45", "--mode", mode);
        ToolResult before = await ToolProcess.RunAsync(
            "diff", Recording, "--from", "5.15", "--to", "5.45", "--base-from", "2", "--base-to", "5", "--mode", mode);

        Assert.Contains("compact_segments", Marked(rest));
        Assert.Contains("compact_segments", Marked(before));
        Assert.Equal(mode == "share", Marked(before).Contains("ingest_batch"));
    }

    [Fact]
    public async Task A_slice_and_the_rest_are_the_whole_recording()
    {
        ToolResult diff = await ToolProcess.RunAsync("diff", Recording, "--from", "5", "--to", "25.5", "--limit", "1000");

        int[] shown = [.. Shown().Matches(diff.Output).Select(match => int.Parse(
            match.Groups["count"].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(2, shown.Length);
        Assert.Equal(2124, shown.Sum());
    }

    [Fact]
    public async Task What_only_the_baseline_has_is_a_flame_graph()
    {
        ToolResult elided = await ToolProcess.RunAsync(
            "diff", Recording, "--from", "2", "--to", "5", "--base-from", "5", "--base-to", "6", "--elided", "--format", "folded");
        ToolResult examined = await ToolProcess.RunAsync("flame", Recording, "--from", "2", "--to", "5", "--format", "folded");

        Assert.Contains("compact_segments", elided.Output, StringComparison.Ordinal);
        Assert.Empty(Stacks(elided).Intersect(Stacks(examined)));
    }

    [Fact]
    public async Task An_empty_side_is_told()
    {
        ToolResult result = await ToolProcess.RunAsync("diff", Recording, "--from", "5", "--to", "6", "--base-from", "3", "--base-to", "3");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("There is nothing in the baseline: no samples in this slice.", result.Output, StringComparison.Ordinal);
    }

    private static string[] Marked(ToolResult result)
    {
        Assert.Equal(0, result.ExitCode);
        return [.. result.Output.Split('\n').Where(line => line.Length > 12 && line[12] == '*').Select(line => line[(line.LastIndexOf("   ", StringComparison.Ordinal) + 3)..])];
    }

    private static IEnumerable<string> Stacks(ToolResult folded) => folded.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line[..line.LastIndexOf(' ')]);

    [GeneratedRegex(@": (?<count>[\d,]+) samples shown", RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();
}
