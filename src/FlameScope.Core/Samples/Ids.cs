namespace FlameScope;

/// <summary>A row of a store's string table.</summary>
/// <param name="Value">Zero-based row; 0 is the empty string.</param>
public readonly record struct StringId(int Value)
{
    /// <summary>The empty string, row 0 of every table.</summary>
    public static StringId Empty => default;
}

/// <summary>A row of a store's frame table.</summary>
/// <param name="Value">Zero-based row.</param>
public readonly record struct FrameId(int Value);

/// <summary>A node of a store's stack trie: a path of frames, root first.</summary>
/// <param name="Value">Zero-based node; 0 is the empty stack.</param>
public readonly record struct StackId(int Value)
{
    /// <summary>The stack without frames, node 0 of every trie.</summary>
    public static StackId Empty => default;
}

/// <summary>A row of a store's thread table.</summary>
/// <param name="Value">Zero-based row.</param>
public readonly record struct ThreadId(int Value);

/// <summary>A row of a profile's table of event kinds, in the order in which they were first seen.</summary>
/// <param name="Value">Zero-based row.</param>
public readonly record struct EventKindId(int Value);

/// <summary>A row of a profile's label table: a set of labels that samples share.</summary>
/// <param name="Value">Zero-based row; 0 is the empty set.</param>
public readonly record struct LabelSetId(int Value)
{
    /// <summary>No labels, row 0 of every table.</summary>
    public static LabelSetId Empty => default;
}
