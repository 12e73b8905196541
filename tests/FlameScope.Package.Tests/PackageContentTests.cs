using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

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
        Assert.Equal(["README.md", Library, "lib/net10.0/FlameScope.Core.xml"], content);
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
    public void The_documentation_covers_the_front_door()
    {
        using ZipArchive package = ZipFile.OpenRead(packages.CorePath);
        using Stream documentation = package.GetEntry("lib/net10.0/FlameScope.Core.xml")!.Open();
        Assert.Contains(
            XDocument.Load(documentation).Descendants("member"),
            member => ((string?)member.Attribute("name"))!.StartsWith("M:FlameScope.ProfileLoader.LoadAsync(", StringComparison.Ordinal));
    }

    [Fact]
    public void The_manifest_names_licence_readme_description_and_tags()
    {
        XElement metadata = packages.ReadManifest().Elements().Single();
        string ValueOf(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal("FlameScope.Core", ValueOf("id"));
        Assert.Equal("MIT", ValueOf("license"));
        Assert.Equal("README.md", ValueOf("readme"));
        Assert.NotEmpty(ValueOf("description"));
        Assert.NotEmpty(ValueOf("tags"));
    }

    [Fact]
    public void The_package_depends_on_three_packages_and_none_that_the_runtime_has()
    {
        string[] dependencies = [.. packages.ReadManifest()
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

    private static MemoryStream Copy(ZipArchive package, string name)
    {
        MemoryStream copy = new();
        using Stream entry = package.GetEntry(name)!.Open();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
