using System.IO.Compression;
using System.Xml.Linq;
using FlameScope.Tests.Processes;

[assembly: AssemblyFixture(typeof(FlameScope.Package.Tests.PackedPackages))]

namespace FlameScope.Package.Tests;

/// <summary>The packages, packed once for all tests from what was built with them.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private static readonly string[] Packages =
        ["FlameScope.Core", "FlameScope.Formats.Protobuf", "FlameScope.Report", "FlameScope.AspNetCore", "FlameScope.EventPipe", "FlameScope.Tool"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>The folder of the .nupkg and .snupkg files; a package source.</summary>
    public string Folder => _folder.Path;

    public string CorePath => PathOf("FlameScope.Core", "nupkg");

    public string CoreSymbolsPath => PathOf("FlameScope.Core", "snupkg");

    /// <summary>The packages without those of symbols.</summary>
    public IEnumerable<string> All => Packages.Select(package => PathOf(package, "nupkg"));

    public string PathOf(string package) => PathOf(package, "nupkg");

    /// <summary>The version that was packed.</summary>
    public string Version => Path.GetFileNameWithoutExtension(CorePath)["FlameScope.Core.".Length..];

    public async ValueTask InitializeAsync()
    {
        foreach (string package in Packages)
        {
            await PackAsync(package);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A package's own description of itself.</summary>
    public static XElement ReadManifest(string path)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        using Stream manifest = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(manifest).Root!;
    }

    private async Task PackAsync(string project)
    {
        ProgramRun run = await ProgramRun.RunAsync(
            "dotnet",
            ["pack", $"src/{project}/{project}.csproj", "--no-build", "--configuration", Repository.Configuration, "--output", Folder],
            Repository.Root,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    private string PathOf(string package, string extension) => Directory
        .EnumerateFiles(Folder, $"{package}.*.{extension}")
        .Single(path => Path.GetExtension(path) == $".{extension}");
}
