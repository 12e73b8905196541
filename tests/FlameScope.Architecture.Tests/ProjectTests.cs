using System.Xml.Linq;
using FlameScope.Architecture.Tests.Reading;
using FlameScope.Architecture.Tests.Rooms;
using FlameScope.Tests.Processes;

namespace FlameScope.Architecture.Tests;

/// <summary>Every project references only what it may, by its project file and by what was compiled.</summary>
public sealed class ProjectTests
{
    public static TheoryData<string> Names => [.. Projects.All.Select(project => project.Name)];

    [Fact]
    public void Every_project_has_its_rules() =>
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Projects.All.Select(project => project.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_references_only_the_projects_and_packages_it_may(string name)
    {
        Project project = Projects.All.Single(project => project.Name == name);
        XDocument file = XDocument.Load(Repository.PathOf($"src/{name}/{name}.csproj"));

        Assert.Equal(project.Projects, Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))));
        Assert.Equal(project.Packages, Includes("PackageReference"));

        IEnumerable<string> Includes(string item) => file.Descendants(item)
            .Where(reference => (string?)reference.Attribute("PrivateAssets") != "all")
            .Select(reference => (string)reference.Attribute("Include")!)
            .Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_assembly_names_only_the_assemblies_of_projects_it_may(string name)
    {
        Project project = Projects.All.Single(project => project.Name == name);
        string[] ours = [.. Projects.All.Select(other => other.AssemblyName)];
        string[] allowed = [.. Projects.All.Where(other => project.Projects.Contains(other.Name)).Select(other => other.AssemblyName)];

        IReadOnlyList<string> named = CompiledAssembly.Load(project.AssemblyName).References;
        Assert.Empty(named.Intersect(ours).Except(allowed));
        Assert.Contains("System.Runtime", named);
    }
}
