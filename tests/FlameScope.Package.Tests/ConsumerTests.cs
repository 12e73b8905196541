using System.Diagnostics;
using System.Runtime.InteropServices;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>A project that has nothing but the package works, run and compiled ahead of time.</summary>
public sealed class ConsumerTests(PackedPackages packages)
{
    private const string Expected =
        """
        samples 3615
        shown 1189 idle 2426
        busiest 3/3 16
        slice 16
        svg True

        """;

    private static string Recording => Repository.PathOf("samples/profiles/orders.perf.gz");

    [Fact]
    public async Task A_fresh_project_with_the_package_prints_the_numbers_of_a_recording()
    {
        using ConsumerProject consumer = new(packages);
        ProgramRun build = await consumer.RunDotnetAsync("build", "--configuration", "Release");
        Assert.True(build.ExitCode == 0, build.ToString());
        consumer.AssertPackageIsTheOnePacked();

        ProgramRun run = await consumer.RunDotnetAsync("bin/Release/net10.0/Consumer.dll", Recording);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(Expected.ReplaceLineEndings(), run.Output.ReplaceLineEndings());
    }

    [Fact]
    public async Task The_same_project_compiled_ahead_of_time_prints_the_same()
    {
        string? missing = await MissingForAheadOfTimeAsync();
        Assert.SkipWhen(missing is not null, $"AHEAD-OF-TIME TEST NOT RUN: {missing}");
        using ConsumerProject consumer = new(packages);
        ProgramRun publish = await consumer.RunDotnetAsync(
            "publish", "--configuration", "Release", "--output", "out", "-p:PublishAot=true", "--use-current-runtime");
        Assert.True(publish.ExitCode == 0, publish.ToString());
        Assert.DoesNotContain("warning", publish.Output, StringComparison.Ordinal);

        ProgramRun run = await ProgramRun.RunAsync(
            consumer.PathOf(OperatingSystem.IsWindows() ? "out/Consumer.exe" : "out/Consumer"),
            [Recording],
            consumer.Path,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(Expected.ReplaceLineEndings(), run.Output.ReplaceLineEndings());
    }

    [Fact]
    public async Task The_tool_package_installs_and_describes_a_recording()
    {
        using ConsumerProject consumer = new(packages);
        ProgramRun install = await consumer.RunDotnetAsync(
            "tool", "install", "FlameScope.Tool", "--version", packages.Version, "--tool-path", "tools");
        Assert.True(install.ExitCode == 0, install.ToString());

        ProgramRun run = await ProgramRun.RunAsync(
            consumer.PathOf(OperatingSystem.IsWindows() ? "tools/flamescope.exe" : "tools/flamescope"),
            ["info", Recording],
            consumer.Path,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches("3[,.' ]?615", run.Output);
    }

    [Fact]
    public async Task The_tool_package_of_this_system_is_compiled_ahead_of_time_describes_a_recording_and_serves_it()
    {
        string? missing = await MissingForAheadOfTimeAsync();
        Assert.SkipWhen(missing is not null, $"AHEAD-OF-TIME TEST NOT RUN: {missing}");
        using TemporaryFolder folder = new();
        ProgramRun pack = await RunAsync(Repository.PathOf("src/FlameScope.Tool/pack.sh"), folder.PathOf("set"));
        Assert.True(pack.ExitCode == 0, pack.ToString());
        ProgramRun install = await RunAsync(
            "dotnet", "tool", "install", "FlameScope.Tool", "--version", packages.Version, "--source", folder.PathOf("set"), "--tool-path", folder.PathOf("tools"));
        Assert.True(install.ExitCode == 0, install.ToString());
        Assert.Empty(Directory.EnumerateFiles(folder.PathOf("tools"), "flamescope.dll", SearchOption.AllDirectories));

        ProgramRun run = await RunAsync(folder.PathOf("tools/flamescope"), "info", Recording);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches("3[,.' ]?615", run.Output);
        using ServerProcess server = await ServerProcess.StartAsync(
            new ProcessStartInfo(folder.PathOf("tools/flamescope"), ["serve", Recording, "--port", "0"]), "/");
        await server.AssertServesOrdersAsync();

        Task<ProgramRun> RunAsync(string program, params string[] arguments) =>
            ProgramRun.RunAsync(program, arguments, folder.Path, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task<string?> MissingForAheadOfTimeAsync()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            return "this test knows the tools of Linux on x64 and arm64 only.";
        }

        using TemporaryFolder folder = new();
        ProgramRun linker = await ProgramRun.RunAsync(
            "sh",
            ["-c", "c=$(command -v clang || command -v gcc) && echo 'int main(void){return 0;}' > a.c && \"$c\" a.c -lz -o a.out"],
            folder.Path,
            cancellationToken: TestContext.Current.CancellationToken);
        return linker.ExitCode == 0 ? null : "no clang or gcc that links zlib (apt-get install clang zlib1g-dev).";
    }
}
