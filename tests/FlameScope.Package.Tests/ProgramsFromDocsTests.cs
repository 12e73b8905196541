using System.Diagnostics;
using System.Text.Json;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>Programs that were written from the documentation alone, with the packages alone: they compile without a warning, and do what they should.</summary>
public sealed class ProgramsFromDocsTests(PackedPackages packages)
{
    private static string Recording => Repository.PathOf("samples/profiles/orders.perf.gz");

    [Fact]
    public async Task A_console_tool_slices_filters_compares_finds_and_draws()
    {
        using ConsumerProject tool = await BuiltAsync("ConsoleTool");
        ProgramRun run = await tool.RunDotnetAsync("bin/Release/net10.0/ConsoleTool.dll", Recording, "7.294", "7.544", "=Index Rebuilder");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            """
             20  20 void java.util.DualPivotQuicksort.mixedInsertionSort(long[], int, int, int) (jit)
              3  25 void Orders$Index.rebuildIndex() (jit)
              2  22 void java.util.DualPivotQuicksort.sort(java.util.DualPivotQuicksort$Sorter, long[], int, int, int) (jit)
            25 shown, 5 idle, 3579 outside, 6 filtered out
            +81 points: void Orders$Index.rebuildIndex()
            periodic, 7 times

            """.ReplaceLineEndings(),
            run.Output.ReplaceLineEndings());
        Assert.Contains("Burst", await File.ReadAllTextAsync(tool.PathOf("burst.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        ProgramRun outside = await tool.RunDotnetAsync("bin/Release/net10.0/ConsoleTool.dll", Recording, "100", "200", "java");
        Assert.Equal(2, outside.ExitCode);
        Assert.Contains("lies outside the recording", outside.Errors, StringComparison.Ordinal);
        ProgramRun wrong = await tool.RunDotnetAsync("bin/Release/net10.0/ConsoleTool.dll", tool.PathOf("ConsoleTool.csproj"), "1", "2", "java");
        Assert.Equal(1, wrong.ExitCode);
    }

    [Fact]
    public async Task A_service_shows_the_explorer_to_operators_alone_below_its_path_base()
    {
        using ConsumerProject service = await BuiltAsync("PolicyService");
        ProcessStartInfo start = new("dotnet", "bin/Release/net10.0/PolicyService.dll") { WorkingDirectory = service.Path };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Profiles"] = Recording;
        using ServerProcess server = await ServerProcess.StartAsync(start, "/team/profiles/");

        foreach (string path in (string[])["", "api/profiles", "api/flame?profile=orders.perf.gz", "openapi/flamescope.json", "profile/"])
        {
            Assert.Equal(401, (await server.AskAsync(path)).Status);
            Assert.Equal(403, (await server.AskAsync(path, "guest")).Status);
            Assert.Equal(200, (await server.AskAsync(path, "operator")).Status);
        }

        Assert.Equal((200, "the service itself"), await server.AskAsync("/team/"));
        Assert.Equal((200, "Healthy"), await server.AskAsync("/team/health"));
        using JsonDocument description = JsonDocument.Parse((await server.AskAsync("openapi/flamescope.json", "operator")).Text);
        string address = description.RootElement.GetProperty("servers")[0].GetProperty("url").GetString()!;
        string top = description.RootElement.GetProperty("paths").EnumerateObject().Single(path => path.Name.EndsWith("/api/top", StringComparison.Ordinal)).Name;
        Assert.Equal(200, (await server.AskAsync($"{address}{top}?profile=orders.perf.gz", "operator")).Status);
        Assert.Equal(400, (await server.AskAsync("api/heatmap?profile=orders.perf.gz&rows=201", "operator")).Status);
    }

    [Fact]
    public async Task A_format_and_an_exporter_of_ones_own_stand_beside_the_librarys()
    {
        using ConsumerProject own = await BuiltAsync("OwnFormat");
        await File.WriteAllTextAsync(
            own.PathOf("requests.csv"), "time,thread,bytes,stack\n1500,worker,4096,main;send\nbroken\n1510,worker,1000000,main;send;write\n!,1600,deploy\n1700,idler,8,main;poll\n", TestContext.Current.CancellationToken);
        ProgramRun run = await own.RunDotnetAsync("bin/Release/net10.0/OwnFormat.dll", own.PathOf("requests.csv"), Recording);

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            """
            request log: 3 samples, 1 unparsed, 1 markers
            line 3, byte 51: expected time,thread,bytes,stack, found "broken"
            # Requests
            - worker: 1.004 M bytes
            1 waiting
            idler;main;poll 8
            worker;main;send 4096
            worker;main;send;write 1000000
            perf script: 3615 samples

            """.ReplaceLineEndings(),
            run.Output.ReplaceLineEndings());
    }

    private async Task<ConsumerProject> BuiltAsync(string name)
    {
        ConsumerProject project = new(packages, name);
        ProgramRun build = await project.RunDotnetAsync("build", "--configuration", "Release");
        Assert.True(build.ExitCode == 0, build.ToString());
        return project;
    }
}
