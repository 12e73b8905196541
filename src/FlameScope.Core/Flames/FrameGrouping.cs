namespace FlameScope;

/// <summary>What a node of a flame tree stands for.</summary>
public enum FrameGrouping : byte
{
    /// <summary>A function.</summary>
    Function = 0,

    /// <summary>A module: neighbouring frames of one file become one frame with the file's name.</summary>
    Module = 1,

    /// <summary>
    /// A Java package: neighbouring frames of classes of one package become one frame, such as <c>java/util</c>; other frames
    /// stay functions.
    /// </summary>
    JavaPackage = 2,

    /// <summary>
    /// A Node package: neighbouring JavaScript frames of one package under <c>node_modules</c>, or of one built-in module
    /// (<c>node:fs</c>), become one frame; other frames stay functions.
    /// </summary>
    NodePackage = 3,
}

/// <summary>How a function that calls itself is shown in a flame tree.</summary>
public enum RecursionMerge : byte
{
    /// <summary>A node a call.</summary>
    None = 0,

    /// <summary>A function that calls itself directly is one node.</summary>
    Direct = 1,

    /// <summary>A function stands once in a stack: what lies between its first and its last call there is left out.</summary>
    All = 2,
}
