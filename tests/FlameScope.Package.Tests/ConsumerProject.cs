using System.IO.Compression;
using System.Security.Cryptography;
using System.Xml.Linq;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>A project outside the repository that takes the library from the packed package.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;
    private readonly PackedPackages _packages;

    /// <param name="packages">What was packed.</param>
    /// <param name="name">The project's name, and the folder of its templates.</param>
    public ConsumerProject(PackedPackages packages, string name = "Consumer")
    {
        _packages = packages;
        Write("Program.cs", Template($"{name}/Program.cs.txt"));
        Write($"{name}.csproj", Template($"{name}/{name}.csproj.txt").Replace("VERSION", packages.Version, StringComparison.Ordinal));
        Write("NuGet.config", SourcesWith(packages.Folder).ToString());

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

    /// <summary>Makes sure that the restore took the very library that was packed, and not another of the same version.</summary>
    public void AssertPackageIsTheOnePacked()
    {
        const string Library = "lib/net10.0/FlameScope.Core.dll";
        using ZipArchive package = ZipFile.OpenRead(_packages.CorePath);
        using Stream packed = package.GetEntry(Library)!.Open();
        string restored = PathOf($"packages/flamescope.core/{_packages.Version}/{Library}");
        Assert.Equal(SHA256.HashData(packed), SHA256.HashData(File.ReadAllBytes(restored)));
        Assert.Equal(File.ReadAllBytes(restored), File.ReadAllBytes(PathOf("bin/Release/net10.0/FlameScope.Core.dll")));
    }

    public void Dispose() => _folder.Dispose();

    // What else folders above may configure is left out; what others published comes from where this machine gets it, except
    // for our own packages, which come from the packed folder alone.
    private static XElement SourcesWith(string packed)
    {
        string configured = Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/NuGet/NuGet.Config");
        XElement[] sources = File.Exists(configured)
            ? [.. XDocument.Load(configured).Root!.Elements("packageSources").Elements("add")]
            : [];
        return new XElement(
            "configuration",
            new XElement("packageSources", new XElement("clear"), sources, Add("packed", packed)),
            new XElement(
                "packageSourceMapping",
                new XElement("clear"),
                sources.Select(source => Mapping((string)source.Attribute("key")!, "*")),
                Mapping("packed", "FlameScope.*")));
    }

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static XElement Mapping(string source, string pattern) =>
        new("packageSource", new XAttribute("key", source), new XElement("package", new XAttribute("pattern", pattern)));

    private static string Combine(string folder, string name) => System.IO.Path.Combine(folder, name);

    private static string Template(string name) =>
        File.ReadAllText(Combine(AppContext.BaseDirectory, name));

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
