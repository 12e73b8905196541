using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace FlameScope.Architecture.Tests.Reading;

/// <summary>Collects what a type names: in its declaration, its members' signatures, attributes and method bodies.</summary>
internal sealed class ReferenceCollector
{
    private readonly TypeIds _ids;
    private readonly MetadataReader _metadata;
    private readonly SignatureTypes _signatures;
    private readonly HashSet<TypeId> _found = [];

    private ReferenceCollector(TypeIds ids)
    {
        _ids = ids;
        _metadata = ids.Metadata;
        _signatures = new SignatureTypes(ids, _found);
    }

    public static HashSet<TypeId> Collect(PEReader image, TypeIds ids, TypeDefinitionHandle handle)
    {
        ReferenceCollector collector = new(ids);
        collector.AddType(image, handle);
        return collector._found;
    }

    private void AddType(PEReader image, TypeDefinitionHandle handle)
    {
        TypeDefinition type = _metadata.GetTypeDefinition(handle);
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        AddGenericParameters(type.GetGenericParameters());
        foreach (InterfaceImplementation implementation in type.GetInterfaceImplementations().Select(_metadata.GetInterfaceImplementation))
        {
            Add(implementation.Interface);
            AddAttributes(implementation.GetCustomAttributes());
        }

        foreach (MethodImplementation implementation in type.GetMethodImplementations().Select(_metadata.GetMethodImplementation))
        {
            Add(implementation.MethodDeclaration);
        }

        foreach (FieldDefinition field in type.GetFields().Select(_metadata.GetFieldDefinition))
        {
            field.DecodeSignature(_signatures, null);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (PropertyDefinition property in type.GetProperties().Select(_metadata.GetPropertyDefinition))
        {
            property.DecodeSignature(_signatures, null);
            AddAttributes(property.GetCustomAttributes());
        }

        foreach (EventDefinition @event in type.GetEvents().Select(_metadata.GetEventDefinition))
        {
            Add(@event.Type);
            AddAttributes(@event.GetCustomAttributes());
        }

        foreach (MethodDefinition method in type.GetMethods().Select(_metadata.GetMethodDefinition))
        {
            AddMethod(image, method);
        }
    }

    private void AddMethod(PEReader image, MethodDefinition method)
    {
        method.DecodeSignature(_signatures, null);
        AddAttributes(method.GetCustomAttributes());
        AddGenericParameters(method.GetGenericParameters());
        foreach (Parameter parameter in method.GetParameters().Select(_metadata.GetParameter))
        {
            AddAttributes(parameter.GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        MethodBodyBlock body = image.GetMethodBody(method.RelativeVirtualAddress);
        Add(body.LocalSignature);
        foreach (ExceptionRegion region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        foreach (EntityHandle token in IlTokens.In(body))
        {
            Add(token);
        }
    }

    private void AddGenericParameters(GenericParameterHandleCollection parameters)
    {
        foreach (GenericParameter parameter in parameters.Select(_metadata.GetGenericParameter))
        {
            AddAttributes(parameter.GetCustomAttributes());
            foreach (GenericParameterConstraintHandle constraint in parameter.GetConstraints())
            {
                Add(_metadata.GetGenericParameterConstraint(constraint).Type);
            }
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (CustomAttribute attribute in attributes.Select(_metadata.GetCustomAttribute))
        {
            Add(attribute.Constructor);
            CustomAttributeValue<string> value = attribute.DecodeValue(new AttributeTypes(_ids, _found));
            foreach (string name in value.FixedArguments.Select(argument => (argument.Type, argument.Value))
                .Concat(value.NamedArguments.Select(argument => (argument.Type, argument.Value)))
                .SelectMany(argument => AttributeTypes.NamesIn(argument.Type, argument.Value)))
            {
                _found.UnionWith(_ids.In(name));
            }
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                _found.Add(_ids.Of((TypeDefinitionHandle)handle));
                break;
            case HandleKind.TypeReference:
                _found.Add(_ids.Of((TypeReferenceHandle)handle));
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
                break;
            case HandleKind.FieldDefinition:
                Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MethodDefinition:
                Add(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(_metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(_signatures, null);
                break;
            case HandleKind.StandaloneSignature:
                AddSignature(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle));
                break;
            default:
                throw new InvalidOperationException($"There is no rule for {handle.Kind}.");
        }
    }

    private void AddSignature(StandaloneSignature signature)
    {
        if (signature.GetKind() == StandaloneSignatureKind.LocalVariables)
        {
            signature.DecodeLocalSignature(_signatures, null);
        }
        else
        {
            signature.DecodeMethodSignature(_signatures, null);
        }
    }
}
