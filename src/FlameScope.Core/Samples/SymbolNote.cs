using System.Globalization;

namespace FlameScope;

/// <summary>What the names of one module lack, or rest on.</summary>
/// <param name="Module">The module as the recording names it; empty where the note is about a root of <see cref="SymbolOptions.Roots"/>.</param>
/// <param name="Samples">Samples with a frame of the module that has no name; 0 where all have one and the note says what they rest on.</param>
/// <param name="Reason">Why, as the rest of a sentence that begins with "because".</param>
public sealed record SymbolNote(string Module, long Samples, string Reason)
{
    /// <summary>The recorded build id as hexadecimal digits; empty where there is none.</summary>
    public string BuildId { get; init; } = "";

    /// <summary>The file that it is about, such as the one with another build id, or the root; empty where there is none.</summary>
    public string File { get; init; } = "";

    /// <summary>What to do about it, as a sentence; empty where nothing helps.</summary>
    public string Advice { get; init; } = "";

    /// <summary>The module, its samples, the reason and the advice as sentences.</summary>
    public override string ToString()
    {
        string reason = File.Length > 0 && Module.Length > 0 ? $"{Reason} ({File})" : Reason;
        string about = Module.Length > 0 ? Module : File;
        string what = Samples > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{about}: {Samples:N0} samples without names, because {reason}.")
            : $"{about}: {reason}.";
        return Advice.Length > 0 ? $"{what} {Advice}" : what;
    }
}
