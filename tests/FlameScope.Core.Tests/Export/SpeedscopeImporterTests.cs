using System.ComponentModel;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Filters;
using FlameScope.Tests.Processes;

namespace FlameScope.Core.Tests.Export;

/// <summary>Speedscope's own importer reads what is written for it.</summary>
public sealed class SpeedscopeImporterTests : IDisposable
{
    private const string Package = "speedscope@1.25.0";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_importer_finds_every_call_at_its_time()
    {
        using JsonDocument group = await ImportAsync(ProfileSlice.Of(SpeedscopeExporterTests.Steady()));
        JsonElement profile = group.RootElement.GetProperty("profiles")[0];
        Assert.Equal("app 1/1", profile.GetProperty("name").GetString());
        Assert.Equal("nanoseconds", profile.GetProperty("unit").GetString());
        string[] calls = [.. profile.GetProperty("calls").EnumerateArray().Select(call => $"{call[0]} {call[1]} {call[2].GetInt64() / 1_000_000}")];
        Assert.Equal(
            ["open main 0", "open parse 0", "close parse 20", "close main 20", "open worker 20", "close worker 30",
                "open main 100", "open parse 100", "open read 100", "close read 110", "close parse 110", "close main 110"],
            calls);
        Assert.Equal("app", profile.GetProperty("frames").GetProperty("main").GetProperty("file").GetString());
    }

    [Fact]
    public async Task Its_importer_finds_the_weights_and_names_of_a_recording()
    {
        SampleStore store = await ProfileLoader.LoadAsync(
            Path.Combine(AppContext.BaseDirectory, "Data", "variants", "02-header.txt.gz"), cancellationToken: TestContext.Current.CancellationToken);
        using JsonDocument group = await ImportAsync(store.WeighedBy(SampleWeight.Value));
        JsonElement[] profiles = [.. group.RootElement.GetProperty("profiles").EnumerateArray()];
        using SampleSelection shown = new(store.WeighedBy(SampleWeight.Value));
        Assert.Equal(shown.ToCoverage().ShownWeight, profiles.Sum(profile => profile.GetProperty("total").GetInt64()));
        HashSet<string> known = [.. Enumerable.Range(0, store.Frames.Length).Select(i => store.Strings.GetString(store.Frames[i].Symbol))];
        string[] names = [.. profiles.SelectMany(profile => profile.GetProperty("frames").EnumerateObject()).Select(frame => frame.Name).Distinct()];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, known));
    }

    [Fact]
    public async Task Its_importer_takes_evil_names_and_an_empty_slice()
    {
        using JsonDocument evil = await ImportAsync(ProfileSlice.Of(ExampleProfiles.Evil()));
        Assert.Equal(ExampleProfiles.EvilNames.Length, evil.RootElement.GetProperty("profiles").GetArrayLength());
        using JsonDocument empty = await ImportAsync(ExampleProfiles.Evil().Slice(new TimeRange(0, 0)));
        Assert.Equal(0, Assert.Single(empty.RootElement.GetProperty("profiles").EnumerateArray()).GetProperty("total").GetInt64());
    }

    private async Task<JsonDocument> ImportAsync(ProfileSlice slice)
    {
        string? missing = await InstallAsync();
        Assert.SkipWhen(missing is not null, $"SPEEDSCOPE'S IMPORTER NOT RUN: {missing}");
        string file = _folder.PathOf("profile.speedscope.json");
        await using (FileStream stream = File.Create(file))
        {
            new SpeedscopeExporter().Export(slice, stream);
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Export", "speedscope-import.cjs");
        ProgramRun run = await RunAsync("node", script, _folder.PathOf("node_modules/speedscope"), file);
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonDocument.Parse(run.Output);
    }

    // What is missing to run it, or null.
    private async Task<string?> InstallAsync()
    {
        if (Directory.Exists(_folder.PathOf("node_modules/speedscope")))
        {
            return null;
        }

        try
        {
            ProgramRun node = await RunAsync("node", "--version");
            ProgramRun install = await RunAsync("npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", Package);
            return node.ExitCode != 0 ? "node does not run" : install.ExitCode != 0 ? $"npm could not install {Package}\n{install}" : null;
        }
        catch (Win32Exception)
        {
            return "there is no node or no npm";
        }
    }

    private Task<ProgramRun> RunAsync(string program, params string[] arguments) =>
        ProgramRun.RunAsync(program, arguments, _folder.Path, cancellationToken: TestContext.Current.CancellationToken);
}
