namespace FlameScope;

/// <summary>What stands at the root of every stack of a flame tree.</summary>
public enum RootGrouping : byte
{
    /// <summary>The thread's name (comm).</summary>
    Command = 0,

    /// <summary>The process, as <c>command-pid</c>: all threads of one process together, whatever they are named.</summary>
    Process = 1,

    /// <summary>The thread, as <c>command-tid</c>.</summary>
    Thread = 2,

    /// <summary>Nothing: stacks start at their own root frames.</summary>
    None = 3,
}
