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

    /// <summary>
    /// The name as the input has it, where <see cref="Symbol"/> is one that was tidied for people, as those of .NET's runtime are;
    /// <see cref="StringId.Empty"/> where they are the same, or the format does not keep it.
    /// </summary>
    /// <remarks>No part of what makes frames equal: code that was compiled twice is one function, and has the name that was seen first.</remarks>
    public StringId RawSymbol { get; init; }

    /// <inheritdoc/>
    public bool Equals(Frame other) =>
        Symbol == other.Symbol && Module == other.Module && Kind == other.Kind && File == other.File && Line == other.Line;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Symbol, Module, Kind, File, Line);
}
