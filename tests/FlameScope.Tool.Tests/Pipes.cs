using System.Diagnostics;
using System.IO.Compression;

namespace FlameScope.Tool.Tests;

public sealed class Pipes
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Standard_input_gives_what_the_file_gives(bool isCompressed)
    {
        byte[] compressed = await File.ReadAllBytesAsync(ToolProcess.DataFile(Recording), TestContext.Current.CancellationToken);
        ToolResult file = await ToolProcess.RunAsync("flame", Recording, "--from", "5", "--to", "6", "--format", "folded");
        ToolResult pipe = await ToolProcess.RunWithInputAsync(
            isCompressed ? compressed : Decompressed(compressed), "flame", "-", "--from", "5", "--to", "6", "--format", "folded");

        Assert.Equal(file, pipe);
        Assert.NotEmpty(pipe.Output);
    }

    [Fact]
    public async Task Input_that_ends_early_is_shown_with_a_warning()
    {
        byte[] text = Decompressed(await File.ReadAllBytesAsync(ToolProcess.DataFile(Recording), TestContext.Current.CancellationToken));

        ToolResult result = await ToolProcess.RunWithInputAsync(text.AsMemory(0, text.Length / 2), "heatmap", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("samples shown", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flame", "02-header.txt.gz", "--format", "json")]
    [InlineData("flame", "02-header.txt.gz", "--format", "folded")]
    [InlineData("heatmap", "02-header.txt.gz", "--format", "svg")]
    [InlineData("heatmap", "02-header.txt.gz")]
    public async Task Output_that_nobody_reads_any_more_ends_quietly(params string[] arguments)
    {
        using Process process = ToolProcess.Start(arguments);
        process.StandardInput.Close();
        process.StandardOutput.Close();
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", error);
        Assert.True(process.ExitCode is 0 or 141, $"Exit code {process.ExitCode}.");
    }

    [Theory]
    [InlineData(">&-", 1, "flamescope: cannot write standard output: it is closed, or not open for writing.\n", "info", "02-header.txt.gz")]
    [InlineData(">&-", 1, "flamescope: cannot write standard output: it is closed, or not open for writing.\n", "heatmap", "02-header.txt.gz")]
    [InlineData(">&-", 1, "flamescope: cannot write standard output: it is closed, or not open for writing.\n", "--help")]
    [InlineData(">&- 2>&-", 1, "", "info", "02-header.txt.gz")]
    [InlineData("2>&-", 1, "", "info", "missing.txt")]
    [InlineData("2>&-", 2, "", "heatmap")]
    public async Task A_closed_output_is_one_line_and_an_exit_code(string redirection, int exitCode, string error, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no shell that closes outputs.");
        using Process process = ToolProcess.StartProgram("sh", ["-c", $"exec dotnet \"$@\" {redirection}", "sh", ToolProcess.Program, .. arguments]);
        process.StandardInput.Close();

        Assert.Equal(new ToolResult(exitCode, "", error), await ToolProcess.ResultOfAsync(process));
    }

    [Fact]
    public async Task The_way_on_from_standard_input_leaves_the_file_to_be_named()
    {
        byte[] compressed = await File.ReadAllBytesAsync(ToolProcess.DataFile(Recording), TestContext.Current.CancellationToken);
        ToolResult result = await ToolProcess.RunWithInputAsync(compressed, "heatmap", "-");

        Assert.Contains("  flamescope flame FILE --from ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_a_waiting_command_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGINT to send.");
        using Process process = ToolProcess.Start("heatmap", "-");
        await process.StandardInput.BaseStream.WriteAsync("# a recording that goes on"u8.ToArray(), TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ToolResult result = await ToolProcess.ResultOfAsync(process);

        Assert.Equal(new ToolResult(130, "", ""), result);
    }

    [Fact]
    public async Task What_is_missing_is_told_on_standard_error()
    {
        ToolResult truncated = await ToolProcess.RunAsync("flame", "80-truncated.txt.gz", "--format", "folded");
        ToolResult lost = await ToolProcess.RunAsync("heatmap", "44-lost-events.txt.gz", "--format", "json");
        ToolResult others = await ToolProcess.RunAsync("heatmap", "34-multi-event.txt.gz", "--format", "json");
        ToolResult all = await ToolProcess.RunAsync("heatmap", "34-multi-event.txt.gz", "--format", "json", "--event", "all");

        Assert.Contains("warning: the input ends early", truncated.Error, StringComparison.Ordinal);
        Assert.Contains("warning: perf lost", lost.Error, StringComparison.Ordinal);
        Assert.Contains("samples of other events are left out", others.Error, StringComparison.Ordinal);
        Assert.Equal("", all.Error);
    }

    private static byte[] Decompressed(byte[] gzip)
    {
        using GZipStream stream = new(new MemoryStream(gzip), CompressionMode.Decompress);
        using MemoryStream text = new();
        stream.CopyTo(text);
        return text.ToArray();
    }
}
