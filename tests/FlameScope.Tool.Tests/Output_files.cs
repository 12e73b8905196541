namespace FlameScope.Tool.Tests;

public sealed class Output_files : IDisposable
{
    private const string Recording = "segstore-49-p.perf.txt.gz";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flamescope-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("heatmap", "x.json", "{\"schema\":\"flamescope.heatmap\"")]
    [InlineData("heatmap", "x.SVG", "<svg")]
    [InlineData("heatmap", "x.txt", "cpu-clock:ppp · ")]
    [InlineData("flame", "x.json", "{\"schema\":\"flamescope.")]
    [InlineData("flame", "x.svg", "<svg")]
    [InlineData("chart", "x.svg", "<svg")]
    [InlineData("chart", "x.json", "{\"schema\":\"flamescope.stackchart\"")]
    [InlineData("chart", "x", "cpu-clock:ppp · ")]
    [InlineData("flame", "x.folded", "ingest/0;")]
    [InlineData("flame", "x", "cpu-clock:ppp · ")]
    public async Task The_extension_chooses_the_format(string view, string name, string beginning)
    {
        string file = Path.Combine(_folder.FullName, name);

        ToolResult result = await ToolProcess.RunAsync(view, Recording, "-o", file);

        Assert.Equal(new ToolResult(0, "", ""), result);
        string content = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(beginning, content[..Math.Min(content.Length, 400)], StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task The_format_overrules_the_extension()
    {
        string file = Path.Combine(_folder.FullName, "x.svg");

        await ToolProcess.RunAsync("flame", Recording, "-o", file, "--format", "folded");

        Assert.StartsWith("ingest/0;", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_has_what_standard_output_would_have_had()
    {
        string file = Path.Combine(_folder.FullName, "x.txt");
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);

        await ToolProcess.RunAsync("heatmap", Recording, "-o", file);
        ToolResult output = await ToolProcess.RunAsync("heatmap", Recording);

        Assert.Equal(output.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failure_leaves_an_earlier_file_as_it_was()
    {
        string file = Path.Combine(_folder.FullName, "x.svg");
        await File.WriteAllTextAsync(file, "before", TestContext.Current.CancellationToken);

        ToolResult result = await ToolProcess.RunAsync("heatmap", "08-no-time.txt.gz", "-o", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_link_stays_a_link_and_the_file_keeps_its_permissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        string target = Path.Combine(_folder.FullName, "target.json");
        string link = Path.Combine(_folder.FullName, "link.json");
        await File.WriteAllTextAsync(target, "before", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.CreateSymbolicLink(link, target);

        await ToolProcess.RunAsync("heatmap", Recording, "-o", link);

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.StartsWith("{", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(target));
    }

    [Fact]
    public async Task A_device_is_written_to_and_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such devices.");

        ToolResult result = await ToolProcess.RunAsync("flame", Recording, "--format", "folded", "-o", "/dev/stdout");
        ToolResult full = await ToolProcess.RunAsync("flame", Recording, "-o", "/dev/full");

        Assert.StartsWith("ingest/0;", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, full.ExitCode);
        Assert.StartsWith("flamescope: cannot write '/dev/full'", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_cannot_be_written()
    {
        ToolResult result = await ToolProcess.RunAsync("flame", Recording, "-o", _folder.FullName);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("it is a folder", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }
}
