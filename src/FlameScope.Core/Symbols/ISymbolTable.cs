namespace FlameScope.Formats;

/// <summary>The symbols of one module. Used by one thread at a time.</summary>
/// <remarks>A table that is also <see cref="IDisposable"/> is disposed of when the load ends.</remarks>
public interface ISymbolTable
{
    /// <summary>Finds the symbol that holds an address.</summary>
    /// <param name="address">The address; what it means depends on <see cref="SymbolModule.Kind"/>.</param>
    /// <param name="time">When the code ran, in nanoseconds of the recording's clock; memory of a runtime is used again.</param>
    /// <returns>The symbol, or a match without a name.</returns>
    SymbolMatch Find(ulong address, long time);
}
