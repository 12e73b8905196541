using System.Runtime.CompilerServices;

namespace FlameScope.Symbols;

/// <summary>Keeps recursion from the end of a stack that is smaller than usual or nearly used up.</summary>
internal static class StackRoom
{
    // The runtime keeps room for many more levels than are between two looks.
    private const int LevelsBetweenLooks = 16;

    /// <summary>Whether a level of recursion may be entered.</summary>
    public static bool IsEnough(int depth) => depth % LevelsBetweenLooks != 0 || RuntimeHelpers.TryEnsureSufficientExecutionStack();
}
