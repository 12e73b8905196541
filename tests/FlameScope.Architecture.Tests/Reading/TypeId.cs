namespace FlameScope.Architecture.Tests.Reading;

/// <summary>A type that is nested in no other.</summary>
/// <param name="Assembly">The simple name of its assembly.</param>
/// <param name="Name">Its full name as metadata has it.</param>
internal readonly record struct TypeId(string Assembly, string Name)
{
    /// <summary>The name as people know it, without the number of type parameters.</summary>
    public override string ToString() => Name.Split('`')[0];
}
