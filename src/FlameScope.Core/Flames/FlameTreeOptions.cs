namespace FlameScope.Flames;

/// <summary>How stacks become a flame tree.</summary>
public sealed record FlameTreeOptions
{
    /// <summary>What stands at the root of every stack; the command by default.</summary>
    public RootGrouping Root { get; init; }
}
