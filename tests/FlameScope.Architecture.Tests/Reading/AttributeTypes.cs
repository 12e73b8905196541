using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace FlameScope.Architecture.Tests.Reading;

/// <summary>Decodes the arguments of attributes; types that are arguments come as their names.</summary>
internal sealed class AttributeTypes(TypeIds ids, HashSet<TypeId> found) : ICustomAttributeTypeProvider<string>
{
    private const string SystemType = "System.Type";
    private const string ArraySuffix = "[]";

    /// <summary>The names of types in the value of an argument.</summary>
    public static IEnumerable<string> NamesIn(string type, object? value) => (type, value) switch
    {
        (SystemType, string { Length: > 0 } name) => [name],
        (_, ImmutableArray<CustomAttributeTypedArgument<string>> items) => items.SelectMany(item => NamesIn(item.Type, item.Value)),
        _ => [],
    };

    public string GetSystemType() => SystemType;

    public bool IsSystemType(string type) => type == SystemType;

    public string GetSZArrayType(string elementType) => elementType + ArraySuffix;

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Found(ids.Of(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Found(ids.Of(handle));

    // The value of an argument that is a type; empty for null.
    public string GetTypeFromSerializedName(string? name)
    {
        if (!string.IsNullOrEmpty(name))
        {
            found.UnionWith(ids.In(name));
        }

        return name ?? "";
    }

    // An enumeration of another assembly is taken for what nearly all are.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type)
    {
        MetadataReader metadata = ids.Metadata;
        foreach (TypeDefinition candidate in metadata.TypeDefinitions.Where(handle => ids.Of(handle).Name == type).Select(metadata.GetTypeDefinition))
        {
            foreach (FieldDefinition field in candidate.GetFields().Select(metadata.GetFieldDefinition))
            {
                if (metadata.GetString(field.Name) == "value__")
                {
                    return (PrimitiveTypeCode)metadata.GetBlobReader(field.Signature).ReadSignatureHeaderAndType();
                }
            }
        }

        return PrimitiveTypeCode.Int32;
    }

    private string Found(TypeId type)
    {
        found.Add(type);
        return type.Name;
    }
}

file static class FieldSignature
{
    /// <summary>The type of a field whose type is one byte.</summary>
    public static byte ReadSignatureHeaderAndType(this BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadByte();
    }
}
