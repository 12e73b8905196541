namespace FlameScope.Symbols.Elf;

/// <summary>A section's header.</summary>
internal readonly record struct ElfSection
{
    public const uint SymbolTable = 2;
    public const uint Rela = 4;
    public const uint Note = 7;
    public const uint NoBits = 8;
    public const uint Rel = 9;
    public const uint DynamicSymbols = 11;

    private const ulong ExecutableFlag = 4;

    /// <summary>Where its name begins in the table of section names.</summary>
    public uint Name { get; init; }

    public uint Type { get; init; }

    public ulong Flags { get; init; }

    public ulong Address { get; init; }

    public ulong Offset { get; init; }

    public ulong Size { get; init; }

    public uint Link { get; init; }

    public uint Info { get; init; }

    public ulong EntrySize { get; init; }

    public bool IsExecutable => (Flags & ExecutableFlag) != 0;

    public bool IsSymbols => Type is SymbolTable or DynamicSymbols;
}
