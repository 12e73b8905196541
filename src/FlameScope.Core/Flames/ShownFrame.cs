namespace FlameScope.Flames;

/// <summary>A frame as a tree shows it.</summary>
/// <param name="Name">Row of the tree's names.</param>
/// <param name="Kind">The node's kind.</param>
/// <param name="Module">Row of the tree's names.</param>
/// <param name="IsGroup">Whether it stands for a module or package, and joins with neighbours of the same.</param>
internal readonly record struct ShownFrame(StringId Name, byte Kind, StringId Module, bool IsGroup)
{
    public bool IsSameNode(ShownFrame other) => Name == other.Name && Kind == other.Kind;
}
