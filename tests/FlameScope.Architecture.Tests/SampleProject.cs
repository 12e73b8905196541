using FlameScope.Architecture.Tests.Reading;
using FlameScope.Architecture.Tests.Rooms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace FlameScope.Architecture.Tests;

/// <summary>A small project that a test compiles, as the rules see it.</summary>
internal static class SampleProject
{
    private static readonly MetadataReference[] Framework =
    [
        .. new[] { "System.Private.CoreLib", "System.Runtime", "System.Collections" }
            .Select(name => MetadataReference.CreateFromFile(System.Reflection.Assembly.Load(name).Location)),
    ];

    public static CompiledAssembly Compile(OptimizationLevel optimization, params (string File, string Code)[] files)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Sample",
            files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Code, System.Text.Encoding.UTF8), path: $"/repository/src/Sample/{file.File}")),
            Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: optimization));
        using MemoryStream image = new();
        using MemoryStream symbols = new();
        EmitResult result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return CompiledAssembly.Read(new MemoryStream(image.ToArray()), new MemoryStream(symbols.ToArray()));
    }

    public static (RoomPlan Plan, Project Project) Plan(CompiledAssembly assembly, params Room[] rooms)
    {
        Project project = new() { Name = "Sample", Projects = [], Packages = [], Rooms = rooms, KnownViolations = [] };
        return (new RoomPlan(_ => assembly, project), project);
    }
}
