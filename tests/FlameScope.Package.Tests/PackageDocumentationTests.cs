using System.IO.Compression;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlameScope.Package.Tests;

/// <summary>The documentation that ships says something of all that users can name, and of nothing else; the compiler is asked what that is.</summary>
public sealed class PackageDocumentationTests(PackedPackages packages)
{
    [Theory]
    [InlineData("FlameScope.Core", "M:FlameScope.ProfileLoader.LoadAsync(", 500)]
    [InlineData("FlameScope.Formats.Protobuf", "M:FlameScope.ProtobufFormats.AddProtobuf(", 5)]
    [InlineData("FlameScope.Report", "T:FlameScope.Report.ExplorerPage", 2)]
    [InlineData("FlameScope.AspNetCore", "P:FlameScope.AspNetCore.FlameScopeOptions.Paths", 10)]
    public void Exactly_what_is_public_is_documented(string package, string frontDoor, int least)
    {
        (IAssemblySymbol assembly, CSharpCompilation compilation) = Read(package);
        string[] documented = [.. DocumentationOf(package).Descendants("member").Select(member => (string)member.Attribute("name")!)];

        Assert.Contains(documented, id => id.StartsWith(frontDoor, StringComparison.Ordinal));
        Assert.InRange(documented.Length, least, int.MaxValue);
        Assert.Equal(documented.Distinct(), documented);
        Assert.All(documented, id => Assert.True(
            DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is ISymbol symbol && IsVisible(symbol), $"{id} is not public."));
        Assert.Empty(PublicIn(assembly.GlobalNamespace).Except(documented));
    }

    [Theory]
    [InlineData("FlameScope.Core")]
    [InlineData("FlameScope.Formats.Protobuf")]
    [InlineData("FlameScope.Report")]
    [InlineData("FlameScope.AspNetCore")]
    public void Documentation_leads_to_nothing_that_is_hidden(string package)
    {
        (_, CSharpCompilation compilation) = Read(package);
        IEnumerable<string> hidden = DocumentationOf(package).Descendants().Attributes("cref").Select(cref => cref.Value).Distinct()
            .Where(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is ISymbol symbol && !IsVisible(symbol));
        Assert.Empty(hidden);
    }

    private static IEnumerable<string> PublicIn(INamespaceOrTypeSymbol container)
    {
        foreach (ISymbol member in container.GetMembers().Where(member => member is INamespaceSymbol || (IsVisible(member) && IsWritten(member))))
        {
            if (member is not INamespaceSymbol)
            {
                yield return member.GetDocumentationCommentId()!;
            }

            foreach (string id in member is INamespaceOrTypeSymbol inner ? PublicIn(inner) : [])
            {
                yield return id;
            }
        }
    }

    // Not what the compiler adds: accessors, the members of delegates, constructors without code, what records have.
    private static bool IsWritten(ISymbol member) =>
        member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion) }
        && member is not IFieldSymbol { Name: "value__" }
        && member.ContainingType?.TypeKind != TypeKind.Delegate
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && member is not IPropertySymbol { GetMethod: { } getter, DeclaredAccessibility: Accessibility.Public, ContainingType.IsRecord: true };

    private static bool IsVisible(ISymbol symbol)
    {
        for (ISymbol? outer = symbol; outer is not (null or INamespaceSymbol); outer = outer.ContainingSymbol)
        {
            if (outer.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private (IAssemblySymbol Assembly, CSharpCompilation Compilation) Read(string package)
    {
        MetadataReference[] references =
        [
            MetadataReference.CreateFromStream(Entry(package, "dll")),
            .. package == "FlameScope.Core" ? (MetadataReference[])[] : [MetadataReference.CreateFromStream(Entry("FlameScope.Core", "dll"))],
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(file => !Path.GetFileName(file).StartsWith("FlameScope", StringComparison.Ordinal))
                .Select(file => MetadataReference.CreateFromFile(file)),
        ];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "User", references: references, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));
        return ((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(references[0])!, compilation);
    }

    private XDocument DocumentationOf(string package) => XDocument.Load(Entry(package, "xml"));

    private MemoryStream Entry(string package, string extension)
    {
        using ZipArchive archive = ZipFile.OpenRead(packages.PathOf(package));
        using Stream entry = archive.GetEntry($"lib/net10.0/{package}.{extension}")!.Open();
        MemoryStream copy = new();
        entry.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
