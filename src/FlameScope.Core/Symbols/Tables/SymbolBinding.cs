namespace FlameScope.Symbols.Tables;

/// <summary>How a symbol is bound; of several at an address, the higher wins.</summary>
internal enum SymbolBinding : byte
{
    Weak = 0,
    Local = 1,
    Global = 2,
}
