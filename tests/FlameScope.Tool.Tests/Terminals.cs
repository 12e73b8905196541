using System.Text.RegularExpressions;

namespace FlameScope.Tool.Tests;

/// <summary>What stands on a terminal of 70 columns, which breaks lines that are longer wherever they reach its edge.</summary>
public sealed partial class Terminals
{
    private const string Recording = "segstore-49-p.perf.txt.gz";
    private const int Columns = 70;

    [Theory]
    [InlineData("info", "02-header.txt.gz")]
    [InlineData("info", "44-lost-events.txt.gz")]
    [InlineData("top", Recording)]
    [InlineData("top", "02-header.txt.gz", "--limit", "200")]
    [InlineData("flame", Recording)]
    [InlineData("flame", "02-header.txt.gz", "--frame", "leaf:/e/")]
    [InlineData("diff", Recording, "--from", "5.15", "--to", "5.45")]
    [InlineData("diff", Recording, "02-header.txt.gz", "--mode", "raw", "--limit", "100")]
    [InlineData("find", Recording)]
    [InlineData("top", Recording, "--callers", "hash_key")]
    public async Task No_line_is_longer_than_the_terminal_and_no_word_is_broken(params string[] arguments)
    {
        string[] lines = await LinesOnTerminalAsync("", arguments);
        ToolResult plain = await ToolProcess.RunAsync(arguments);

        AssertFit(lines);
        Assert.Equal(WordsOf(plain.Output.Split('\n')), WordsOf(lines));
    }

    [Theory]
    [InlineData("heatmap", Recording)]
    [InlineData("heatmap", "02-header.txt.gz", "--rows-by", "command", "--top", "5")]
    [InlineData(Recording)]
    public async Task A_heat_map_fits_and_its_command_can_be_copied(params string[] arguments)
    {
        string[] lines = await LinesOnTerminalAsync("", arguments);

        AssertFit(lines);
        string command = string.Join('\n', lines[Array.FindIndex(lines, line => line.StartsWith("  flamescope flame ", StringComparison.Ordinal))..]);
        ToolResult copied = await RunInShellAsync($"flamescope() {{ dotnet '{ToolProcess.Program}' \"$@\"; }}; {command.Trim()}");
        Assert.Equal(0, copied.ExitCode);
        Assert.Contains("samples shown", copied.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_take_no_room()
    {
        string[] lines = await LinesOnTerminalAsync("TERM=xterm-256color COLORTERM=truecolor", "top", "02-header.txt.gz");

        AssertFit(lines);
        Assert.Contains(lines, line => line.Length > Columns - 20);
    }

    [Theory]
    [InlineData("flame", "--format", "svg")]
    [InlineData("flame", "--format", "json")]
    [InlineData("heatmap", "--format", "json")]
    [InlineData("convert", "--format", "speedscope")]
    public async Task A_prompt_never_stands_after_a_view(string command, params string[] format)
    {
        string written = await OnTerminalAsync("", [command, Recording, .. format]);
        ToolResult piped = await ToolProcess.RunAsync([command, Recording, .. format]);

        Assert.EndsWith("\n", written, StringComparison.Ordinal);
        Assert.Equal(piped.Output.TrimEnd('\n'), Escapes().Replace(written, "").TrimEnd('\n'));
    }

    // A word that is longer than the terminal is wide stands in a line of its own.
    private static void AssertFit(string[] lines) =>
        Assert.All(lines, line => Assert.True(line.Length <= Columns || !line.Trim().Contains(' ', StringComparison.Ordinal), line));

    private static async Task<string[]> LinesOnTerminalAsync(string environment, params string[] arguments)
    {
        string written = await OnTerminalAsync(environment.Length > 0 ? environment : "NO_COLOR=1", arguments);
        return Escapes().Replace(written, "").TrimEnd('\n').Split('\n');
    }

    private static async Task<string> OnTerminalAsync(string environment, IEnumerable<string> arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/script"), "TERMINAL TEST NOT RUN: there is no script(1) (apt-get install bsdutils).");
        string quoted = string.Join(' ', arguments.Prepend(ToolProcess.Program).Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));

        // Progress goes to standard error, which is no part of the view.
        ToolResult result = await RunInShellAsync(
            $"exec script -qec \"stty cols {Columns} rows 40; {environment} dotnet {quoted.Replace("\"", "\\\"", StringComparison.Ordinal)} 2> /dev/null\" /dev/null < /dev/null");
        Assert.Equal(0, result.ExitCode);
        return result.Output.Replace("\r", "", StringComparison.Ordinal);
    }

    private static async Task<ToolResult> RunInShellAsync(string command)
    {
        using System.Diagnostics.Process process = ToolProcess.StartProgram("sh", ["-c", command]);
        process.StandardInput.Close();
        return await ToolProcess.ResultOfAsync(process);
    }

    // Where a list of callers goes on in another line is the terminal's affair, and so is what marks a broken command.
    private static string[] WordsOf(IEnumerable<string> lines) =>
        [.. lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word != "\\")];

    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]|\e[=>]")]
    private static partial Regex Escapes();
}
