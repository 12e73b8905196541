namespace FlameScope;

public sealed partial class FlameTree
{
    /// <summary>The names of functions and modules that <see cref="NameIds"/> and <see cref="ModuleIds"/> point into.</summary>
    public Utf8Table Names => _names;

    /// <summary>The names of nodes that have no kind: the root, and commands, processes and threads.</summary>
    public Utf8Table Labels => _labels;

    /// <summary>
    /// Each node's name, as a row of <see cref="Names"/>, or of <see cref="Labels"/> where the node has no <see cref="FlameNode.Kind"/>:
    /// nodes with equal ids have equal names.
    /// </summary>
    public ReadOnlySpan<StringId> NameIds => _nodes.Names;

    /// <summary>Each node's module, as a row of <see cref="Names"/>; <see cref="StringId.Empty"/> where there is none.</summary>
    public ReadOnlySpan<StringId> ModuleIds => _nodes.Modules;
}
