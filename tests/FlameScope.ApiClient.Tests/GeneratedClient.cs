using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace FlameScope.ApiClient.Tests;

/// <summary>A client that a generator makes from an OpenAPI document, compiled together with a program that uses it.</summary>
internal static class GeneratedClient
{
    /// <summary>The program's entry, as <c>(address, http, recording) → what it was told</c>.</summary>
    /// <param name="description">The document.</param>
    public static Func<string, HttpClient, Stream, Task<string>> Compile(OpenApiDocument description)
    {
        CSharpClientGeneratorSettings settings = new() { ClassName = "FlameScopeClient", GenerateOptionalParameters = true };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        string client = new CSharpClientGenerator(description, settings).GenerateFile();
        string program = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Client.cs.txt"));
        CSharpParseOptions language = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            $"client-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(client, language), CSharpSyntaxTree.ParseText(program, language)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream assembly = new();
        Diagnostic[] errors = [.. compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Assert.True(errors.Length == 0, string.Join('\n', errors.Take(20)));
        assembly.Position = 0;
        MethodInfo run = AssemblyLoadContext.Default.LoadFromStream(assembly).GetType("Client")!.GetMethod("RunAsync")!;
        return run.CreateDelegate<Func<string, HttpClient, Stream, Task<string>>>();
    }
}
