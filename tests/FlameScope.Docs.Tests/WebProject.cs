using System.Collections.Immutable;
using FlameScope.Tests.Processes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlameScope.Docs.Tests;

/// <summary>An ASP.NET Core project with implicit usings that references the library: built once, by the SDK itself.</summary>
public sealed class WebProject : IAsyncLifetime
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="LIBRARIES/FlameScope.Core.dll" />
            <Reference Include="LIBRARIES/FlameScope.AspNetCore.dll" />
            <Reference Include="LIBRARIES/FlameScope.Report.dll" />
          </ItemGroup>
          <Target Name="WriteReferences" AfterTargets="Build">
            <WriteLinesToFile File="references.txt" Lines="@(ReferencePathWithRefAssemblies)" Overwrite="true" />
          </Target>
        </Project>
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The page's first program, which the project was built with.</summary>
    internal static DocumentBlock FirstProgram { get; } =
        Documents.Blocks.First(block => block.File == "README.md" && block.Language == "csharp" && block.NotRunReason is null);

    /// <summary>How the SDK's build of <see cref="FirstProgram"/> went.</summary>
    internal ProgramRun Build { get; private set; } = null!;

    /// <summary>What the SDK compiled with: the framework's reference assemblies and the library.</summary>
    public ImmutableArray<MetadataReference> References { get; private set; } = [];

    /// <summary>The usings that the SDK added, as source text.</summary>
    public string ImplicitUsings { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        File.WriteAllText(_folder.PathOf("Web.csproj"), Project.Replace("LIBRARIES", AppContext.BaseDirectory, StringComparison.Ordinal));
        File.WriteAllText(_folder.PathOf("Program.cs"), FirstProgram.Text);
        Build = await ProgramRun.RunAsync(
            "dotnet",
            ["build", "--nologo", "-m:1", "-p:UseSharedCompilation=false"],
            _folder.Path,
            cancellationToken: TestContext.Current.CancellationToken);
        if (Build.ExitCode == 0)
        {
            ImplicitUsings = File.ReadAllText(Directory.GetFiles(_folder.PathOf("obj"), "*.GlobalUsings.g.cs", SearchOption.AllDirectories).Single());
            References = [.. File.ReadLines(_folder.PathOf("references.txt")).Select(path => MetadataReference.CreateFromFile(path))];
        }
    }

    /// <summary>Compiles further programs as the project would.</summary>
    internal CSharpCompilation Compile(params IEnumerable<string> sources)
    {
        Assert.True(Build.ExitCode == 0, Build.ToString());
        CSharpParseOptions language = new(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            "web",
            [.. sources.Append(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, language))],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
