using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using FlameScope.Tests.Processes;

namespace FlameScope.Package.Tests;

/// <summary>The package holds what a user needs, and nothing else.</summary>
public sealed class PackageContentTests(PackedPackages packages)
{
    private const string Library = "lib/net10.0/FlameScope.Core.dll";

    [Fact]
    public void The_package_holds_the_library_its_documentation_and_the_readme()
    {
        using ZipArchive package = ZipFile.OpenRead(packages.CorePath);
        string[] content = [.. package.Entries
            .Select(entry => entry.FullName)
            .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
                && name != "[Content_Types].xml" && name != "FlameScope.Core.nuspec")
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", Library, "lib/net10.0/FlameScope.Core.xml"], content);
    }

    // The command's package has what it needs of the others in it.
    [Fact]
    public void The_page_is_packed_once_and_without_its_sources()
    {
        Dictionary<string, string[]> holders = packages.All.ToDictionary(path => Path.GetFileName(path).Split(".0.")[0], path =>
        {
            using ZipArchive package = ZipFile.OpenRead(path);
            Assert.DoesNotContain(package.Entries, entry => entry.FullName.Contains("page/", StringComparison.Ordinal) || Path.GetExtension(entry.Name) is ".js" or ".ts" or ".tsx" or ".css");
            return (string[])[.. package.Entries.Where(HoldsPage).Select(entry => entry.Name)];
        });
        Assert.Empty(holders["FlameScope.Core"]);
        Assert.Empty(holders["FlameScope.AspNetCore"]);
        Assert.Equal(["FlameScope.Report.dll"], holders["FlameScope.Report"]);
        Assert.Equal(["FlameScope.Report.dll"], holders["FlameScope.Tool"]);
    }

    // A package page shows the readme alone: nothing lies beside it.
    [Fact]
    public void The_readme_of_each_package_leads_nowhere_in_the_repository()
    {
        foreach (string path in packages.All)
        {
            using ZipArchive package = ZipFile.OpenRead(path);
            using StreamReader readme = new(package.GetEntry("README.md")!.Open());
            string text = readme.ReadToEnd();
            Assert.StartsWith($"# {Path.GetFileName(path).Split(".0.")[0]}\n", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("""\]\((?!https://)|^\[[^\]]+\]:\s*(?!https://)|(src|href)="(?!https://)""", text);
        }
    }

    [Fact]
    public void The_manifest_names_licence_readme_description_and_tags()
    {
        XElement metadata = PackedPackages.ReadManifest(packages.CorePath).Elements().Single();
        string ValueOf(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("FlameScope.Core", ValueOf("id"));
        Assert.Equal("MIT", ValueOf("license"));
        Assert.Equal("README.md", ValueOf("readme"));
        Assert.NotEmpty(ValueOf("description"));
        Assert.NotEmpty(ValueOf("tags"));
    }

    [Fact]
    public void Each_package_names_its_repository_and_holds_its_licence_and_those_of_others()
    {
        foreach (string path in packages.All)
        {
            XElement metadata = PackedPackages.ReadManifest(path).Elements().Single();
            string project = metadata.Elements().Single(element => element.Name.LocalName == "projectUrl").Value;
            XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
            Assert.StartsWith("https://", project, StringComparison.Ordinal);
            Assert.Equal("git", (string?)repository.Attribute("type"));
            Assert.StartsWith("https://", (string?)repository.Attribute("url"), StringComparison.Ordinal);
            foreach (string name in (string[])["LICENSE", "THIRD-PARTY-NOTICES.txt"])
            {
                Assert.Equal(File.ReadAllText(Repository.PathOf(name)), TextOf(path, name));
            }
        }
    }

    [Fact]
    public void What_others_wrote_and_the_command_contains_is_named()
    {
        string notices = TextOf(packages.PathOf("FlameScope.Tool"), "THIRD-PARTY-NOTICES.txt");
        string[] assemblies = [.. NamesIn(packages.PathOf("FlameScope.Tool"), ".dll").Select(Path.GetFileName).OfType<string>()];
        Assert.Contains("ZstdSharp.dll", assemblies);
        Assert.All(
            assemblies.Where(name => !name.StartsWith("FlameScope.", StringComparison.OrdinalIgnoreCase) && name != "flamescope.dll"),
            name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_wrote_and_the_page_contains_is_named()
    {
        string notices = TextOf(packages.PathOf("FlameScope.Report"), "THIRD-PARTY-NOTICES.txt");
        using JsonDocument page = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("src/FlameScope.Report/page/package.json")));
        Assert.All(
            page.RootElement.GetProperty("dependencies").EnumerateObject(),
            dependency => Assert.Contains($"\n{dependency.Name}", notices, StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_holds_no_documentation_files() =>
        Assert.Equal(["DotnetToolSettings.xml"], NamesIn(packages.PathOf("FlameScope.Tool"), ".xml").Select(Path.GetFileName).Where(name => name != "[Content_Types].xml"));

    [Fact]
    public void No_assembly_knows_where_it_was_built()
    {
        Assert.SkipWhen(Repository.Configuration == "Debug", "Debug builds keep the paths of their sources for debuggers.");
        string[] places = [Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar];
        foreach (string path in packages.All)
        {
            using ZipArchive package = ZipFile.OpenRead(path);
            foreach (string name in NamesIn(path, ".dll").Where(name => Path.GetFileName(name).StartsWith("FlameScope", StringComparison.OrdinalIgnoreCase)))
            {
                byte[] assembly = Copy(package, name).ToArray();
                Assert.All(places, place =>
                {
                    Assert.Equal(-1, assembly.AsSpan().IndexOf(Encoding.UTF8.GetBytes(place)));
                    Assert.Equal(-1, assembly.AsSpan().IndexOf(Encoding.Unicode.GetBytes(place)));
                });
            }
        }
    }

    [Fact]
    public void Symbols_name_files_by_their_place_in_the_repository()
    {
        Assert.SkipWhen(Repository.Configuration == "Debug", "Debug builds keep the paths of their sources for debuggers.");
        using ZipArchive symbols = ZipFile.OpenRead(packages.CoreSymbolsPath);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(Copy(symbols, "lib/net10.0/FlameScope.Core.pdb"));
        MetadataReader reader = provider.GetMetadataReader();
        string[] documents = [.. reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name).Replace('\\', '/'))];
        Assert.Contains("/_/src/FlameScope.Core/Loading/ProfileLoader.cs", documents);
        Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
    }

    [Fact]
    public void The_package_depends_on_three_packages_and_none_that_the_runtime_has()
    {
        string[] dependencies = [.. PackedPackages.ReadManifest(packages.CorePath)
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(element => (string)element.Attribute("id")!)
            .Order(StringComparer.Ordinal)];
        Assert.Equal(["CommunityToolkit.HighPerformance", "Microsoft.Extensions.ObjectPool", "ZstdSharp.Port"], dependencies);
    }

    [Fact]
    public void The_symbol_package_holds_symbols_that_fit_the_library()
    {
        using ZipArchive package = ZipFile.OpenRead(packages.CorePath);
        using ZipArchive symbols = ZipFile.OpenRead(packages.CoreSymbolsPath);
        using PEReader library = new(Copy(package, Library));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(
            Copy(symbols, "lib/net10.0/FlameScope.Core.pdb"));
        CodeViewDebugDirectoryData expected = library.ReadCodeViewDebugDirectoryData(library.ReadDebugDirectory()
            .First(entry => entry.Type == DebugDirectoryEntryType.CodeView));
        BlobContentId actual = new(provider.GetMetadataReader().DebugMetadataHeader!.Id);
        Assert.Equal(expected.Guid, actual.Guid);
    }

    [Fact]
    public void The_library_is_built_reproducibly()
    {
        using ZipArchive package = ZipFile.OpenRead(packages.CorePath);
        using PEReader library = new(Copy(package, Library));
        Assert.Contains(library.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    private static bool HoldsPage(ZipArchiveEntry entry)
    {
        using MemoryStream copy = new();
        using Stream content = entry.Open();
        content.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf("<title>FlameScope</title>"u8) >= 0;
    }

    private static string[] NamesIn(string path, string extension)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        return [.. package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(extension, StringComparison.Ordinal))];
    }

    private static string TextOf(string path, string name)
    {
        using ZipArchive package = ZipFile.OpenRead(path);
        using StreamReader text = new(package.GetEntry(name)!.Open());
        return text.ReadToEnd();
    }

    private static MemoryStream Copy(ZipArchive package, string name)
    {
        MemoryStream copy = new();
        using Stream entry = package.GetEntry(name)!.Open();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
