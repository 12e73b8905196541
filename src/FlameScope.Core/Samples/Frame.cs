namespace FlameScope;

/// <summary>One row of the frame table: a function in a module.</summary>
/// <param name="Symbol">The function's name; <c>[unknown]</c> where the profiler had none.</param>
/// <param name="Module">The file the code came from; <see cref="StringId.Empty"/> where unknown.</param>
/// <param name="Kind">Where the code comes from.</param>
public readonly record struct Frame(StringId Symbol, StringId Module, FrameKind Kind)
{
    /// <summary>The source file; <see cref="StringId.Empty"/> where unknown.</summary>
    public StringId File { get; init; }

    /// <summary>The one-based line in <see cref="File"/>; 0 where unknown.</summary>
    public int Line { get; init; }
}
