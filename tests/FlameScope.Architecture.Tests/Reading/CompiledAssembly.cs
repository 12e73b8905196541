using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FlameScope.Architecture.Tests.Reading;

/// <summary>The types of an assembly, read without loading it.</summary>
/// <param name="Name">Its simple name.</param>
/// <param name="References">The simple names of the assemblies that its code names.</param>
/// <param name="Types">Its types.</param>
internal sealed record CompiledAssembly(string Name, IReadOnlyList<string> References, IReadOnlyList<CompiledType> Types)
{
    /// <summary>Reads an assembly of the tests' own output folder.</summary>
    public static CompiledAssembly Load(string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, name);
        using FileStream image = File.OpenRead(file + ".dll");
        using FileStream symbols = File.OpenRead(file + ".pdb");
        return Read(image, symbols);
    }

    /// <param name="image">The assembly.</param>
    /// <param name="symbols">Its portable symbols.</param>
    public static CompiledAssembly Read(Stream image, Stream symbols)
    {
        using PEReader executable = new(image);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader metadata = executable.GetMetadataReader();
        TypeDocuments documents = new(metadata, provider.GetMetadataReader());
        TypeIds ids = new(metadata);
        Dictionary<TypeId, (HashSet<string> Documents, HashSet<TypeId> References)> types = [];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeId id = ids.Of(handle);
            if (!types.TryGetValue(id, out (HashSet<string> Documents, HashSet<TypeId> References) type))
            {
                types.Add(id, type = ([], []));
            }

            type.Documents.UnionWith(documents.Of(handle));
            type.References.UnionWith(ReferenceCollector.Collect(executable, ids, handle));
        }

        return new CompiledAssembly(
            metadata.GetString(metadata.GetAssemblyDefinition().Name),
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. types.Select(type => new CompiledType(type.Key, type.Value.Documents, [.. type.Value.References.Where(other => other != type.Key)]))]);
    }
}
