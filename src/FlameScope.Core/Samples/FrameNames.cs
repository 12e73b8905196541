using System.Diagnostics.CodeAnalysis;

namespace FlameScope;

/// <summary>What functions are called.</summary>
public enum FrameNames : byte
{
    /// <summary>As the profile has them.</summary>
    Full = 0,

    /// <summary>
    /// Without parameters, return types, assemblies, compiler tiers and what a compiler added to a copy of a function: code that was compiled
    /// several times is one function.
    /// </summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The command, the API and the page say short; nobody takes it for a number.")]
    Short = 1,
}
