namespace FlameScope.Symbols.Tables;

/// <summary>A symbol: where its code is, where its name is, and how it ranks among others at the same address.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="Size">Its size in bytes; 0 where unknown: it reaches to the next symbol.</param>
/// <param name="Name">The place of its name.</param>
/// <param name="Binding">How it is bound.</param>
internal readonly record struct SymbolRow(ulong Start, ulong Size, uint Name, SymbolBinding Binding);
