namespace FlameScope.Symbols.Elf;

/// <summary>A row of a symbol table.</summary>
internal readonly record struct ElfSymbol(uint Name, byte Info, byte Other, ushort Section, ulong Value, ulong Size)
{
    private const int NoType = 0;
    private const int Object = 1;
    private const int Function = 2;
    private const int IndirectFunction = 10;

    private const ushort Undefined = 0;
    private const ushort FirstReserved = 0xff00;
    private const ushort ExtendedIndex = 0xffff;

    public bool IsGlobal => Info >> 4 == 1;

    public bool IsWeak => Info >> 4 == 2;

    public bool IsLocal => Info >> 4 == 0;

    public bool IsFunction => (Info & 15) is Function or IndirectFunction;

    public bool IsObject => (Info & 15) == Object;

    public bool IsLabel => (Info & 15) == NoType;

    /// <summary>Whether only its own module may see it; so for labels that are no functions.</summary>
    public bool IsHidden => (Other & 3) is 1 or 2;

    public bool IsDefined => Name != 0 && Section != Undefined && (Section < FirstReserved || Section == ExtendedIndex);
}
