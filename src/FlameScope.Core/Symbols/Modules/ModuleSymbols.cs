using FlameScope.Formats;
using FlameScope.Symbols.Search;

namespace FlameScope.Symbols.Modules;

/// <summary>The symbols of one module of a recording, looked for when the first address is asked for, and how many samples they could not name.</summary>
internal sealed class ModuleSymbols
{
    private readonly Func<SymbolModule, FoundSymbols> _search;
    private FoundSymbols? _found;

    /// <param name="module">What the recording says of the module.</param>
    /// <param name="search">Looks for its symbols.</param>
    public ModuleSymbols(SymbolModule module, Func<SymbolModule, FoundSymbols> search)
    {
        Module = module;
        _search = search;
    }

    public SymbolModule Module { get; }

    /// <summary>Why there are no symbols, or what they rest on; nothing before the first address is asked for.</summary>
    public SymbolReason? Note => _found?.Note;

    /// <summary>The files that its names are of, by their full paths; none before the first address is asked for.</summary>
    public IReadOnlyList<string> Files => _found?.Files ?? [];

    /// <summary>Whether there is any table to ask.</summary>
    public bool HasTable => Found.Table is not null;

    /// <summary>Samples with at least one frame of this module that has no name; whoever asks for names counts them.</summary>
    public long UnnamedSamples { get; set; }

    private FoundSymbols Found => _found ??= _search(Module);

    /// <summary>Finds the symbol that holds an address. The name is as the table has it, not demangled.</summary>
    /// <param name="address">An offset in the file, or the recorded address, as <see cref="SymbolModule.Kind"/> says.</param>
    /// <param name="time">The sample's time. The answer holds from <see cref="SymbolMatch.From"/> until <see cref="SymbolMatch.Until"/>.</param>
    public SymbolMatch Find(ulong address, long time) => Found.Table is ISymbolTable table ? table.Find(address, time) : new SymbolMatch([]);
}
