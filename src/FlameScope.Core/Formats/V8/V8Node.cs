namespace FlameScope.Formats.V8;

/// <summary>One node of a call tree, as the input has it.</summary>
internal record struct V8Node
{
    /// <summary>The function's name; empty where it has none.</summary>
    public StringId Name { get; set; }

    /// <summary>The script that it is in.</summary>
    public StringId Url { get; set; }

    /// <summary>Its one-based line there; 0 where unknown.</summary>
    public int Line { get; set; }

    /// <summary>Samples that the profiler took there.</summary>
    public int HitCount { get; set; }

    /// <summary>The id of its parent; -1 where it is told in another way.</summary>
    public int ParentId { get; set; }

    /// <summary>The row of the node that it stands in; -1 where it stands in none.</summary>
    public int ParentRow { get; set; }
}
