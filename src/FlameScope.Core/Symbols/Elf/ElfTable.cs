using FlameScope.Formats;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Elf;

/// <summary>The symbols of a mapped file, by offset.</summary>
internal sealed class ElfTable : ISymbolTable, IDisposable
{
    private readonly ElfImage _code;
    private readonly SymbolIndex? _symbols;
    private readonly SymbolIndex? _plt;
    private readonly SymbolFile[] _files;

    private ElfTable(ElfImage code, SymbolIndex? symbols, SymbolIndex? plt, SymbolFile[] files)
    {
        _code = code;
        _symbols = symbols;
        _plt = plt;
        _files = files;
    }

    /// <summary>Whether there is only the table for the dynamic linker, which has no internal functions.</summary>
    public bool IsDynamicOnly { get; private init; }

    /// <summary>Builds the table; it closes the files.</summary>
    /// <param name="code">The file that was mapped.</param>
    /// <param name="debug">The file with the full symbol table: the same, a separate one, or <see langword="null"/> where there is none.</param>
    /// <returns><see langword="null"/> where neither has symbols.</returns>
    public static ElfTable? Create(ElfImage code, ElfImage? debug)
    {
        SymbolIndex? full = debug is null ? null : ElfSymbols.Read(debug, isDynamic: false);
        SymbolIndex? symbols = full ?? ElfSymbols.Read(code, isDynamic: true);
        SymbolIndex? plt = ElfPlt.Read(code);
        SymbolFile[] files = debug is null || debug.File == code.File ? [code.File] : [code.File, debug.File];
        return symbols is null && plt is null ? null : new ElfTable(code, symbols, plt, files) { IsDynamicOnly = full is null };
    }

    public SymbolMatch Find(ulong address, long time)
    {
        ulong place = _code.AddressOf(address);
        if (_plt is not null && _plt.Find(place) is var entry and >= 0)
        {
            return new SymbolMatch(_plt.NameOf(entry)) { Id = entry + (_symbols?.Count ?? 0) };
        }

        return _symbols is not null && _symbols.Find(place) is var row and >= 0 ? new SymbolMatch(_symbols.NameOf(row)) { Id = row } : new SymbolMatch([]);
    }

    public void Dispose()
    {
        foreach (SymbolFile file in _files)
        {
            file.Dispose();
        }
    }
}
