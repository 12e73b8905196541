namespace FlameScope.Symbols.Tables;

/// <summary>Where the names of symbols are; read only for those that are asked for.</summary>
internal interface ISymbolNames
{
    /// <summary>The name at a place; empty where it cannot be read. Valid until the next call.</summary>
    ReadOnlySpan<byte> NameAt(uint place);
}
