namespace FlameScope.Docs.Tests.Json;

/// <summary>A member that docs/json.md describes.</summary>
/// <param name="Path">Where it is: names with dots between them, and <c>[]</c> after those of arrays.</param>
/// <param name="IsOptional">Whether it may be missing where its object is there.</param>
internal sealed record DocumentedMember(string Path, bool IsOptional)
{
    /// <summary>The object that it is a member of, with the last dot; empty for the root.</summary>
    public string Parent => Path[..(Path.LastIndexOf('.') + 1)];
}
