using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace FlameScope.Architecture.Tests.Reading;

/// <summary>From types to the files that their code comes from.</summary>
internal sealed class TypeDocuments(MetadataReader metadata, MetadataReader symbols)
{
    // The compiler's own record of files that hold a part of a type, but no code of it: enumerations, interfaces and the like.
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    public IEnumerable<string> Of(TypeDefinitionHandle type)
    {
        HashSet<DocumentHandle> documents = [.. metadata.GetTypeDefinition(type).GetMethods().SelectMany(OfMethod)];
        foreach (CustomDebugInformationHandle handle in symbols.GetCustomDebugInformation(type))
        {
            CustomDebugInformation information = symbols.GetCustomDebugInformation(handle);
            if (symbols.GetGuid(information.Kind) != TypeDefinitionDocuments)
            {
                continue;
            }

            BlobReader rows = symbols.GetBlobReader(information.Value);
            while (rows.RemainingBytes > 0)
            {
                documents.Add(MetadataTokens.DocumentHandle(rows.ReadCompressedInteger()));
            }
        }

        return documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/'));
    }

    private IEnumerable<DocumentHandle> OfMethod(MethodDefinitionHandle method)
    {
        MethodDebugInformation information = symbols.GetMethodDebugInformation(method.ToDebugInformationHandle());
        return information.SequencePointsBlob.IsNil
            ? []
            : information.GetSequencePoints().Select(point => point.Document).Where(document => !document.IsNil);
    }
}
