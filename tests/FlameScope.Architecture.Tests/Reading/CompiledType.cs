namespace FlameScope.Architecture.Tests.Reading;

/// <summary>What an assembly and its symbols say of a type that is nested in no other, with everything nested in it.</summary>
/// <param name="Id">The type.</param>
/// <param name="Documents">The files that its code comes from, as the compiler was told their paths.</param>
/// <param name="References">The other types that its declarations, attributes and method bodies name.</param>
internal sealed record CompiledType(TypeId Id, IReadOnlyCollection<string> Documents, IReadOnlyCollection<TypeId> References);
