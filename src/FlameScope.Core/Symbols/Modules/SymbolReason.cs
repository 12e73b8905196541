namespace FlameScope.Symbols.Modules;

/// <summary>Why a module has no names, or what they rest on, and what to do.</summary>
/// <param name="Text">The rest of a sentence that begins with "because".</param>
/// <param name="Advice">A sentence; empty where nothing helps.</param>
/// <param name="IsAlwaysTold">Whether it is worth telling even where all samples have names.</param>
internal sealed record SymbolReason(string Text, string Advice = "", bool IsAlwaysTold = false)
{
    /// <summary>The file that it is about; empty where there is none.</summary>
    public string File { get; init; } = "";
}
