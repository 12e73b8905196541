using System.Text.Json;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>A project outside the repository that takes the library from the packed package.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public ConsumerProject(PackedPackages packages)
    {
        Write("Program.cs", Template("Program.cs.txt"));
        Write("Consumer.csproj", Template("Consumer.csproj.txt").Replace("VERSION", packages.Version, StringComparison.Ordinal));
        Write("NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{packages.Folder}" />
              </packageSources>
            </configuration>
            """);

        // A cache of its own for what was packed just now; what others published may come from the machine's.
        _environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = PathOf("packages") };
        if (Directory.Exists(SharedCache) && !Directory.Exists(Combine(SharedCache, "flamescope.core")))
        {
            _environment["NUGET_FALLBACK_PACKAGES"] = SharedCache;
        }
    }

    public string Path => _folder.Path;

    private static string SharedCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");

    public string PathOf(string name) => _folder.PathOf(name);

    public Task<ProgramRun> RunDotnetAsync(params string[] arguments) => ProgramRun.RunAsync(
        "dotnet", arguments, Path, _environment, TestContext.Current.CancellationToken);

    /// <summary>Makes sure that the restore took the package from the packed folder, and not another of the same version.</summary>
    public void AssertPackageIsTheOnePacked()
    {
        string metadata = Directory.EnumerateFiles(PathOf("packages/flamescope.core"), ".nupkg.metadata", SearchOption.AllDirectories).Single();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(metadata));
        Assert.True(Directory.Exists(document.RootElement.GetProperty("source").GetString()));
    }

    public void Dispose() => _folder.Dispose();

    private static string Combine(string folder, string name) => System.IO.Path.Combine(folder, name);

    private static string Template(string name) =>
        File.ReadAllText(Combine(AppContext.BaseDirectory, $"Consumer/{name}"));

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
