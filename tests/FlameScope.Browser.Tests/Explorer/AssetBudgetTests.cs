using FlameScope.Tests.Processes;

namespace FlameScope.Browser.Tests.Explorer;

/// <summary>The page stays small: what a minifier would make of its modules, styles and markup together.</summary>
public sealed class AssetBudgetTests
{
    private const int MostBytes = 60_000;

    [Fact]
    public async Task All_assets_are_at_most_60_kB_minified()
    {
        using TemporaryFolder folder = new();
        Assert.SkipUnless(
            await NpmPackages.InstallAsync(folder, "esbuild@0.28.2", "html-minifier-terser@7.2.0"),
            "ASSET BUDGET NOT MEASURED: npm could not install esbuild and html-minifier-terser.");
        ProgramRun run = await ProgramRun.RunAsync(
            "bash", [Repository.PathOf("benchmarks/explorer/assets.sh"), folder.Path], Repository.Root);
        Assert.True(run.ExitCode == 0, run.ToString());
        int bytes = int.Parse(run.Output.Split('\n').Single(line => line.StartsWith("all ", StringComparison.Ordinal))[4..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(bytes <= MostBytes, run.Output);
    }
}
