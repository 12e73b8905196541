using System.Reflection.Metadata;

namespace FlameScope.Architecture.Tests.Reading;

/// <summary>From handles of an assembly's metadata to the types that are nested in no other.</summary>
internal sealed class TypeIds(MetadataReader metadata)
{
    private readonly string _assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);

    public MetadataReader Metadata => metadata;

    public TypeId Of(TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
        {
            type = metadata.GetTypeDefinition(outer);
        }

        return new TypeId(_assembly, NameOf(type.Namespace, type.Name));
    }

    public TypeId Of(TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        while (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            type = metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope);
        }

        string assembly = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : _assembly;
        return new TypeId(assembly, NameOf(type.Namespace, type.Name));
    }

    /// <summary>The types in a name as attributes hold it, such as <c>A.B`1[[C.D, E]], F</c>.</summary>
    public IEnumerable<TypeId> In(string serializedName)
    {
        TypeName name = TypeName.Parse(serializedName);
        while (name.IsArray || name.IsPointer || name.IsByRef)
        {
            name = name.GetElementType();
        }

        IEnumerable<TypeId> arguments = name.IsConstructedGenericType
            ? name.GetGenericArguments().SelectMany(argument => In(argument.AssemblyQualifiedName))
            : [];
        string? assembly = name.AssemblyName?.Name;
        TypeName outermost = name.IsConstructedGenericType ? name.GetGenericTypeDefinition() : name;
        while (outermost.IsNested)
        {
            outermost = outermost.DeclaringType;
        }

        return [new TypeId(assembly ?? _assembly, outermost.FullName), .. arguments];
    }

    private string NameOf(StringHandle @namespace, StringHandle name) =>
        @namespace.IsNil ? metadata.GetString(name) : $"{metadata.GetString(@namespace)}.{metadata.GetString(name)}";
}
