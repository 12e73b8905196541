using FlameScope.Formats;

namespace FlameScope.Symbols.Modules;

/// <summary>The symbols of one module of a recording, and how many samples they could not name.</summary>
internal sealed class ModuleSymbols
{
    private readonly ISymbolTable? _table;

    /// <param name="module">What the recording says of the module.</param>
    /// <param name="table">Its symbols; <see langword="null"/> where none were found.</param>
    /// <param name="note">Why there are none, or what they rest on.</param>
    public ModuleSymbols(SymbolModule module, ISymbolTable? table, SymbolReason? note)
    {
        Module = module;
        _table = table;
        Note = note;
    }

    public SymbolModule Module { get; }

    public SymbolReason? Note { get; }

    /// <summary>Whether there is any table to ask.</summary>
    public bool HasTable => _table is not null;

    /// <summary>Samples with at least one frame of this module that has no name; whoever asks for names counts them.</summary>
    public long UnnamedSamples { get; set; }

    /// <summary>Finds the symbol that holds an address. The name is as the table has it, not demangled.</summary>
    /// <param name="address">An offset in the file, or the recorded address, as <see cref="SymbolModule.Kind"/> says.</param>
    /// <param name="time">The sample's time. The answer holds from <see cref="SymbolMatch.From"/> until <see cref="SymbolMatch.Until"/>.</param>
    public SymbolMatch Find(ulong address, long time) => _table is null ? new SymbolMatch([]) : _table.Find(address, time);
}
