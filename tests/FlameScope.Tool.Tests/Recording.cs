using System.Diagnostics;

namespace FlameScope.Tool.Tests;

/// <summary><c>flamescope record</c>, with a perf that copies a recording in place of making one.</summary>
public sealed class Recording : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flamescope");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Perf_is_run_with_frame_pointers_and_a_clock_and_the_heat_map_is_drawn()
    {
        ToolResult result = await RunAsync("-F", "49", "--", "sleep", "1");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1,578 samples", result.Output, StringComparison.Ordinal);
        string asked = await File.ReadAllTextAsync(PathOf("asked"), TestContext.Current.CancellationToken);
        Assert.StartsWith("record --call-graph fp -k CLOCK_MONOTONIC", asked, StringComparison.Ordinal);
        Assert.Contains(" -F 49", asked, StringComparison.Ordinal);
        Assert.EndsWith("-- sleep 1", asked.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_is_recorded_where_it_is_asked_for()
    {
        await RunAsync("--off-cpu", "--duration", "2", "-p", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string asked = await File.ReadAllTextAsync(PathOf("asked"), TestContext.Current.CancellationToken);
        Assert.Contains("--switch-events", asked, StringComparison.Ordinal);
        Assert.EndsWith("-- sleep 2", asked.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("What is to be recorded?")]
    [InlineData("exclude each other", "-a", "-p", "1")]
    [InlineData("expected 1 to 100000", "-a", "-F", "0")]
    public async Task A_command_line_without_one_thing_to_record_is_refused(string reason, params string[] arguments)
    {
        ToolResult result = await RunAsync(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_perf_is_told_where_to_get_it()
    {
        ToolResult result = await RunAsync(path: "/nonexistent", ["--", "true"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("perf is not installed", result.Error, StringComparison.Ordinal);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) => RunAsync(_folder.FullName, arguments);

    private async Task<ToolResult> RunAsync(string path, string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && CanRecord(), "perf needs Linux, and to be allowed.");
        string perf = PathOf("perf");
        await File.WriteAllTextAsync(
            perf,
            $"#!/bin/sh\necho \"$@\" > {PathOf("asked")}\ngzip -dc {ToolProcess.DataFile("fork-exec.perf.data.gz")} > {PathOf("perf.data")}\n",
            TestContext.Current.CancellationToken);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(perf, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        ProcessStartInfo start = new(DotNet(), [ToolProcess.Program, "record", "-o", PathOf("perf.data"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = path == _folder.FullName ? $"{path}:{Environment.GetEnvironmentVariable("PATH")}" : path;
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return await ToolProcess.ResultOfAsync(process);
    }

    // The whole path, since PATH is another for the command.
    private static string DotNet() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private static bool CanRecord() => Environment.IsPrivilegedProcess
        || (File.Exists("/proc/sys/kernel/perf_event_paranoid") && int.Parse(File.ReadAllText("/proc/sys/kernel/perf_event_paranoid"), System.Globalization.CultureInfo.InvariantCulture) <= 2);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
