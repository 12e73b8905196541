namespace FlameScope;

/// <summary>What the names of one module lack, or rest on.</summary>
/// <param name="Module">The module as the recording names it.</param>
/// <param name="Samples">Samples with a frame of the module that has no name; 0 where all have one and the note says what they rest on.</param>
/// <param name="Reason">Why, as the rest of a sentence that begins with "because".</param>
public sealed record SymbolNote(string Module, long Samples, string Reason)
{
    /// <summary>The recorded build id as hexadecimal digits; empty where there is none.</summary>
    public string BuildId { get; init; } = "";

    /// <summary>What to do about it, as a sentence; empty where nothing helps.</summary>
    public string Advice { get; init; } = "";
}
