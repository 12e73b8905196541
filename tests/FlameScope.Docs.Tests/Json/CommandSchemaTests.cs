using FlameScope.Tests.Processes;

namespace FlameScope.Docs.Tests.Json;

/// <summary>The JSON of the command is what docs/json.md says.</summary>
public sealed class CommandSchemaTests
{
    private const string WithProcesses =
        """
        app 10/11 [000] 1.000000: 10101010 cpu-clock:
        	    4005d0 main+0x10 (/usr/bin/app)

        app 10/11 [000] this line is damaged
        """;

    [Fact]
    public async Task Info_has_the_documented_members()
    {
        using DocumentWorkspace workspace = new();
        File.WriteAllText(Path.Combine(workspace.Path, "processes.txt"), WithProcesses);
        string[] texts =
        [
            await RunAsync(workspace, "info", "app.perf.gz", "--json"),
            await RunAsync(workspace, "info", "processes.txt", "--json"),
        ];
        // Texts have their names; only recordings of addresses lack some.
        Assert.All(
            SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf("flamescope.info"), texts),
            mistake => Assert.Matches(@"^symbols\[\]\..* never occurs$", mistake));
    }

    [Fact]
    public async Task Findings_have_the_documented_members()
    {
        using DocumentWorkspace workspace = new();
        File.WriteAllText(Path.Combine(workspace.Path, LossyRecording.Name), LossyRecording.Text());
        string[] texts =
        [
            await RunAsync(workspace, "find", LossyRecording.Name, "--json"),
            await RunAsync(workspace, "find", "app.perf.gz", "--json"),
            await RunAsync(workspace, "find", "samples/profiles/segstore.perf.gz", "--json"),
        ];
        // These recordings have no markers; ExportSchemaTests has a finding with some.
        Assert.All(
            SchemaCheck.MistakesIn(DocumentedSchemas.MembersOf("flamescope.findings"), texts),
            mistake => Assert.Matches(@"^findings\[\]\.(markers.*|(culprits|displaced)\[\]\.rawName) never occurs$", mistake));
    }

    private static async Task<string> RunAsync(DocumentWorkspace workspace, params string[] arguments)
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "dotnet", [ShellWords.ToolPath, .. arguments], workspace.Path, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run.Output;
    }
}
