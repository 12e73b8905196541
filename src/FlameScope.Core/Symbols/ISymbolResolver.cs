namespace FlameScope.Formats;

/// <summary>Finds symbols for the modules of recordings, such as in a store of one's own. Asked before any file is looked for.</summary>
/// <remarks>Instances may be shared by loads that run at the same time.</remarks>
public interface ISymbolResolver
{
    /// <summary>Finds the symbols of a module; asked once per module and load.</summary>
    /// <param name="wanted">What the recording says of the module.</param>
    /// <returns>Its symbols; <see langword="null"/> where this resolver has none, and the next is asked.</returns>
    /// <remarks>What it throws ends the load.</remarks>
    ISymbolTable? Find(SymbolModule wanted);
}
