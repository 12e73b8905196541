using FlameScope.Formats;
using FlameScope.Symbols.Modules;

namespace FlameScope.Symbols.Search;

/// <summary>What a search found.</summary>
/// <param name="Table">The symbols; <see langword="null"/> where there are none.</param>
/// <param name="Note">Why there are none, or what they rest on.</param>
/// <param name="Files">The files that the symbols are of, by their full paths.</param>
internal readonly record struct FoundSymbols(ISymbolTable? Table, SymbolReason? Note, params string[] Files);
