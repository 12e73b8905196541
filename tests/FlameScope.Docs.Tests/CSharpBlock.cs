using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace FlameScope.Docs.Tests;

/// <summary>Compiles a C# block of the documentation as a program of its own and runs it.</summary>
internal static class CSharpBlock
{
    // The usings that every project has (ImplicitUsings), and those that docs/getting-started.md names once for all blocks.
    public const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using FlameScope;
        global using FlameScope.Export;
        global using FlameScope.Formats;
        """;

    private const string RuntimeConfiguration =
        """
        {
          "runtimeOptions": {
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Globalization.Invariant": true }
          }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> References = FindReferences();

    /// <summary>Compiles the block to a program in a folder; returns the program's path.</summary>
    public static string Compile(DocumentBlock block, string folder)
    {
        CSharpParseOptions language = new(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "block",
            [
                CSharpSyntaxTree.ParseText(SourceText.From(block.Text), language, block.File),
                CSharpSyntaxTree.ParseText(SourceText.From(Usings), language, "usings"),
            ],
            References,
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));
        string program = Path.Combine(folder, "block.dll");
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(program);
        Assert.True(result.Success, Describe(block, result.Diagnostics));
        CopyLibraries(folder);
        File.WriteAllText(Path.Combine(folder, "block.runtimeconfig.json"), RuntimeConfiguration);
        return program;
    }

    // The program finds what lies beside it; these are what the package brings.
    private static void CopyLibraries(string folder)
    {
        foreach (string library in LoadedFrom().Where(IsOfPackage))
        {
            File.Copy(library, Path.Combine(folder, Path.GetFileName(library)));
        }
    }

    private static bool IsOfPackage(string path) => Path.GetFileName(path) is
        "FlameScope.Core.dll" or "FlameScope.Report.dll" or "CommunityToolkit.HighPerformance.dll" or "Microsoft.Extensions.ObjectPool.dll" or "ZstdSharp.dll";

    private static ImmutableArray<MetadataReference> FindReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return
        [
            .. LoadedFrom()
                .Where(path => Path.GetDirectoryName(path) == framework || IsOfPackage(path))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }

    private static string[] LoadedFrom() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static string Describe(DocumentBlock block, IEnumerable<Diagnostic> diagnostics) => string.Join(
        '\n',
        diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic =>
            $"{block.File}:{block.Line + 1 + diagnostic.Location.GetLineSpan().StartLinePosition.Line}: {diagnostic.Id} {diagnostic.GetMessage()}"));
}
