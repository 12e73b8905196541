namespace FlameScope.Symbols.Itanium;

/// <summary>Demangles the names of C++ functions and data (Itanium ABI: every compiler but Microsoft's).</summary>
internal sealed class CppDemangler
{
    private readonly NodeTable _nodes = new();
    private readonly TemplateScopes _scopes = new();

    /// <summary>Writes a name without parameters and return types; false where it is none of C++, or too large.</summary>
    public bool TryDemangle(ReadOnlySpan<byte> mangled, NameText text)
    {
        _nodes.Clear();
        int root = new ItaniumParser(mangled, _nodes).ReadSymbol();
        return root != 0 && new ItaniumPrinter(mangled, _nodes, text, _scopes).TryPrint(root);
    }
}
