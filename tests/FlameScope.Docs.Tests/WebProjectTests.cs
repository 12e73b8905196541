using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlameScope.Docs.Tests;

/// <summary>The documentation's programs compile in an ASP.NET Core project as well, where more names are in scope.</summary>
public sealed class WebProjectTests(WebProject web) : IClassFixture<WebProject>
{
    public static TheoryData<string, int> Programs =>
        [.. BlockTests.BlocksOf("csharp").Where(row => row.Data.Item1 is "README.md" or "docs/getting-started.md" or "docs/embedding.md")];

    [Fact]
    public void The_first_program_of_the_readme_builds_in_a_web_project_with_implicit_usings()
    {
        Assert.True(web.Build.ExitCode == 0, web.Build.ToString());
        Assert.Contains("Microsoft.Extensions.Logging", web.ImplicitUsings, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Programs_of_the_first_pages_compile_with_the_implicit_usings_of_web_projects(string file, int line)
    {
        CSharpCompilation compilation = web.Compile(Documents.BlockAt(file, line).Text, CSharpBlock.Usings);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_name_that_two_usings_give_would_be_told()
    {
        CSharpCompilation compilation = web.Compile(
            "System.Console.WriteLine(typeof(EventId));", "global using Own;", "namespace Own { public struct EventId; }");
        Assert.Contains(compilation.GetDiagnostics(TestContext.Current.CancellationToken), found => found.Id == "CS0104");
    }

    [Fact]
    public void No_public_type_has_the_name_of_one_that_web_projects_use_implicitly()
    {
        CSharpCompilation compilation = web.Compile("");
        IAssemblySymbol[] own =
        [
            .. compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
                .Where(assembly => assembly.Name.StartsWith("FlameScope.", StringComparison.Ordinal)),
        ];
        Assert.Equal(["FlameScope.AspNetCore", "FlameScope.Core", "FlameScope.Report"], own.Select(assembly => assembly.Name).Order(StringComparer.Ordinal));
        string[] namespaces =
        [
            .. compilation.SyntaxTrees.SelectMany(tree => tree.GetCompilationUnitRoot(TestContext.Current.CancellationToken).Usings)
                .Select(directive => directive.Name!.ToString().Replace("global::", "", StringComparison.Ordinal)),
        ];
        ILookup<(string, int), INamedTypeSymbol> implicitTypes = namespaces
            .SelectMany(name => TypesOf(NamespaceOf(compilation.GlobalNamespace, name)))
            .Where(type => !own.Contains(type.ContainingAssembly, SymbolEqualityComparer.Default))
            .ToLookup(type => (type.Name, type.Arity));
        INamedTypeSymbol[] types = [.. own.SelectMany(assembly => AllTypesOf(assembly.GlobalNamespace))];

        Assert.True(namespaces.Length >= 16, string.Join(' ', namespaces));
        Assert.True(types.Length > 100, $"{types.Length} types");
        Assert.True(implicitTypes.Contains(("EventId", 0)));
        Assert.Empty(types.SelectMany(type => implicitTypes[(type.Name, type.Arity)].Select(other => $"{type} and {other}")));
    }

    private static INamespaceSymbol NamespaceOf(INamespaceSymbol root, string name) =>
        name.Split('.').Aggregate(root, (space, part) => space.GetNamespaceMembers().Single(member => member.Name == part));

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) =>
        space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public);

    private static IEnumerable<INamedTypeSymbol> AllTypesOf(INamespaceSymbol space) =>
        TypesOf(space).Concat(space.GetNamespaceMembers().SelectMany(AllTypesOf));
}
