using System.Text.RegularExpressions;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>What the README says of packages works, word by word, in the order in which it stands.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [Fact]
    public async Task The_command_is_installed_and_the_package_is_added_as_the_readme_says()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The documentation's commands are for a POSIX shell.");
        using TemporaryFolder home = new();
        string[] blocks = [.. Blocks().Matches(Readme).Select(match => match.Groups["text"].Value)];
        Assert.Equal(2, blocks.Length);
        Directory.CreateDirectory(home.PathOf("app"));
        Dictionary<string, string> environment = EnvironmentIn(home);

        await RunAsync(blocks[0], Repository.Root);
        ProgramRun info = await RunAsync("\"$HOME/.dotnet/tools/flamescope\" info samples/profiles/orders.perf.gz", Repository.Root);
        Assert.Matches("3[,.' ]?615", info.Output);

        await RunAsync("dotnet new console", home.PathOf("app"));
        await RunAsync(blocks[1], home.PathOf("app"));
        await File.WriteAllTextAsync(home.PathOf("app/Program.cs"), TenLines().Match(Readme).Groups["text"].Value, TestContext.Current.CancellationToken);
        File.Copy(Repository.PathOf("samples/profiles/orders.perf.gz"), home.PathOf("app/app.perf.gz"));
        await RunAsync("dotnet run", home.PathOf("app"));
        Assert.StartsWith("<", await File.ReadAllTextAsync(home.PathOf("app/slice.svg"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        async Task<ProgramRun> RunAsync(string script, string folder)
        {
            // The tests were built with what is packed; their folder of packages is not the repository's.
            string words = script.Replace("$PWD/artifacts/packages", home.PathOf("packed"), StringComparison.Ordinal)
                .Replace("artifacts/packages", home.PathOf("packed"), StringComparison.Ordinal);
            string packs = $"dotnet() {{ if [ \"$1\" = pack ]; then command dotnet \"$@\" --no-build --configuration {Repository.Configuration}; else command dotnet \"$@\"; fi; }}";
            ProgramRun run = await ProgramRun.RunAsync(
                "bash", ["-euo", "pipefail", "-c", $"{packs}\n{words}"], folder, environment, TestContext.Current.CancellationToken);
            Assert.True(run.ExitCode == 0, run.ToString());
            return run;
        }
    }

    // A user of this machine who has installed nothing yet, and gets what others published where this machine gets it.
    private static Dictionary<string, string> EnvironmentIn(TemporaryFolder home)
    {
        string user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string configured = Path.Combine(user, ".nuget/NuGet/NuGet.Config");
        if (File.Exists(configured))
        {
            Directory.CreateDirectory(home.PathOf(".nuget/NuGet"));
            File.Copy(configured, home.PathOf(".nuget/NuGet/NuGet.Config"));
        }

        Dictionary<string, string> environment = new() { ["HOME"] = home.Path, ["DOTNET_CLI_HOME"] = home.Path, ["NUGET_PACKAGES"] = home.PathOf("cache") };
        string shared = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder ? folder : Path.Combine(user, ".nuget/packages");
        if (Directory.Exists(shared) && !Directory.Exists(Path.Combine(shared, "flamescope.core")))
        {
            environment["NUGET_FALLBACK_PACKAGES"] = shared;
        }

        return environment;
    }

    [GeneratedRegex("<!-- not run: the package tests do exactly this[^\n]* -->\n+```bash\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Blocks();

    [GeneratedRegex("```csharp\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex TenLines();
}
