using FlameScope.Formats;

namespace FlameScope.Symbols.Kernel;

/// <summary>The kernel's symbols for the addresses of one recorded boot.</summary>
/// <param name="symbols">The symbols.</param>
/// <param name="moved">What to add to a recorded address: the kernel may lie elsewhere in memory after each boot.</param>
internal sealed class KallsymsTable(Kallsyms symbols, ulong moved) : ISymbolTable
{
    public SymbolMatch Find(ulong address, long time) =>
        symbols.Find(unchecked(address + moved)) is var row and >= 0 ? new SymbolMatch(symbols.NameOf(row)) { Id = row } : new SymbolMatch([]);
}
