namespace FlameScope.AspNetCore.Compatibility;

/// <summary>How nodes of a tree are written for Netflix FlameScope's client.</summary>
internal sealed record NetflixShape
{
    /// <summary>Nodes as <c>{n,l,v,c}</c>.</summary>
    public static NetflixShape Standard { get; } = new();

    /// <summary>The same without kinds, below V8's own root; functions without a name have none here.</summary>
    public static NetflixShape OfCpuProfile { get; } = new() { HasKinds = false, Wrapper = "(root)", LeftOut = ["(program)", "(garbage collector)", "(idle)"], Unnamed = "(anonymous)" };

    /// <summary>Nodes as <c>{name,value,children}</c>.</summary>
    public static NetflixShape OfTrace { get; } = new() { Name = "name", Kind = null, Value = "value", Children = "children" };

    /// <summary>Member with a node's name.</summary>
    public string Name { get; private init; } = "n";

    /// <summary>Member with a node's kind; <see langword="null"/> for none.</summary>
    public string? Kind { get; private init; } = "l";

    /// <summary>Member with a node's own count.</summary>
    public string Value { get; private init; } = "v";

    /// <summary>Member with a node's children.</summary>
    public string Children { get; private init; } = "c";

    /// <summary>Whether kinds are told; if not, they are empty.</summary>
    public bool HasKinds { get; private init; } = true;

    /// <summary>A node between the root and everything else; <see langword="null"/> for none.</summary>
    public string? Wrapper { get; private init; }

    /// <summary>What is left out where it stands at the root.</summary>
    public string[] LeftOut { get; private init; } = [];

    /// <summary>What stands for a function without a name.</summary>
    public string? Unnamed { get; private init; }

    /// <summary>Whether a node, or what it stands under at the root, is left out.</summary>
    public bool IsLeftOut(in FlameNode node) => node.Depth == 1 && LeftOut.Contains(node.NameText);
}
