using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace FlameScope.Tool.Tests;

/// <summary>The command that a heat map ends with, typed into a shell as it stands there.</summary>
public sealed class Follow_ups : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flamescope-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("other")]
    [InlineData("CPU 3")]
    [InlineData("CPU unknown")]
    [InlineData("[unknown]")]
    [InlineData("web worker")]
    [InlineData("it's \"so\"")]
    [InlineData("=x")]
    [InlineData("/a.c/")]
    [InlineData("$HOME `id` !1 \\n *")]
    [InlineData("cycle-7")]
    [InlineData("a\u202Eb\\'\u0001c")]
    public async Task A_command_keeps_its_filter_whatever_its_name_is(string name)
    {
        // The row is the busiest; the others' names hold its name, or share the last row.
        string recording = Write(
            [.. Repeat(5, name, 20, 21, 0), .. Repeat(3, "x" + name, 20, 22, 0), .. Repeat(2, "abc", 30, 31, 1), .. Repeat(1, name + "x", 40, 41, 3)]);

        Assert.Equal(5, await SamplesOfFollowUpAsync("command", recording, "--top", "2"));
    }

    [Fact]
    public async Task A_thread_keeps_its_process()
    {
        // Containers number their threads alike.
        string recording = Write([.. Repeat(5, "other", 20, 7, 0), .. Repeat(3, "other", 30, 7, 0), .. Repeat(2, "x-7", 20, 8, 0)]);

        Assert.Equal(5, await SamplesOfFollowUpAsync("thread", recording, "--top", "1"));
        Assert.Equal(7, await SamplesOfFollowUpAsync("process", recording, "--top", "1"));
    }

    [Fact]
    public async Task What_the_map_was_asked_for_stays()
    {
        string recording = Write([.. Repeat(5, "a", 20, 21, 3), .. Repeat(4, "a", 20, 21, 1), .. Repeat(6, "b", 30, 31, 3)]);

        Assert.Equal(5, await SamplesOfFollowUpAsync("cpu", recording, "--command", "=a", "--command", "c", "--cpu", "1,3"));
        Assert.Equal(5, await SamplesOfFollowUpAsync("command", recording, "--cpu", "3", "--command", "a", "--command", "=c"));
    }

    [Fact]
    public async Task Options_cannot_name_the_row_that_all_others_share()
    {
        string recording = Write([.. Repeat(1, "a", 1, 1, 0, cell: 1), .. Repeat(2, "a", 1, 1, 0, cell: 2), .. Repeat(2, "b", 2, 2, 0), .. Repeat(2, "c", 3, 3, 0)]);

        ToolResult map = await ToolProcess.RunAsync("heatmap", recording, "--rows-by", "command", "--top", "1");

        Assert.Contains("busiest cell: 4 samples of other from 0.000 s to 1.000 s. What ran then:\n", map.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--command", map.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Repeat(int count, string command, int process, int thread, int cpu, int cell = 1) =>
        Enumerable.Range(0, count).Select(i => $"{command} {process}/{thread} [{cpu:D3}] {cell}.{i:D6}: 7 cycles: \n\t 3 main+0x1 (/bin/s)\n\n");

    private string Write(string[] samples)
    {
        string file = Path.Combine(_folder, "it's a recording.txt");
        File.WriteAllText(file, string.Concat(samples.Order(StringComparer.Ordinal)), new UTF8Encoding(false));
        return file;
    }

    private static async Task<long> SamplesOfFollowUpAsync(string rows, params string[] arguments)
    {
        ToolResult map = await ToolProcess.RunAsync(["heatmap", .. arguments, "--rows-by", rows]);
        Assert.Equal(0, map.ExitCode);
        string command = map.Output.Split('\n').Single(line => line.StartsWith("  flamescope flame ", StringComparison.Ordinal));
        using Process shell = ToolProcess.StartProgram(
            "bash", ["-c", $"flamescope() {{ dotnet '{ToolProcess.Program}' \"$@\"; }}\n{command} --format json"]);
        shell.StandardInput.Close();
        ToolResult flame = await ToolProcess.ResultOfAsync(shell);
        Assert.True(flame.ExitCode == 0, $"{command}\n{flame.Error}");
        using JsonDocument tree = JsonDocument.Parse(flame.Output);
        return tree.RootElement.GetProperty("coverage").GetProperty("shown").GetInt64();
    }
}
