using System.Buffers.Binary;

namespace FlameScope.Symbols.Elf;

/// <summary>Where the fields of an ELF file's structures are; they differ between files of 32 and of 64 bits. Little endian.</summary>
internal readonly struct ElfLayout(bool is64)
{
    public bool Is64 { get; } = is64;

    public int HeaderSize => Is64 ? 64 : 52;

    public int SectionSize => Is64 ? 64 : 40;

    public int SegmentSize => Is64 ? 56 : 32;

    public int SymbolSize => Is64 ? 24 : 16;

    public static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ulong U64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    /// <summary>A field as wide as an address.</summary>
    public ulong Word(ReadOnlySpan<byte> bytes) => Is64 ? U64(bytes) : U32(bytes);

    public ElfSection SectionOf(ReadOnlySpan<byte> bytes) => Is64
        ? new ElfSection
        {
            Name = U32(bytes),
            Type = U32(bytes[4..]),
            Flags = U64(bytes[8..]),
            Address = U64(bytes[16..]),
            Offset = U64(bytes[24..]),
            Size = U64(bytes[32..]),
            Link = U32(bytes[40..]),
            Info = U32(bytes[44..]),
            EntrySize = U64(bytes[56..]),
        }
        : new ElfSection
        {
            Name = U32(bytes),
            Type = U32(bytes[4..]),
            Flags = U32(bytes[8..]),
            Address = U32(bytes[12..]),
            Offset = U32(bytes[16..]),
            Size = U32(bytes[20..]),
            Link = U32(bytes[24..]),
            Info = U32(bytes[28..]),
            EntrySize = U32(bytes[36..]),
        };

    public ElfSegment SegmentOf(ReadOnlySpan<byte> bytes) => Is64
        ? new ElfSegment
        {
            Type = U32(bytes),
            Flags = U32(bytes[4..]),
            Offset = U64(bytes[8..]),
            Address = U64(bytes[16..]),
            FileSize = U64(bytes[32..]),
        }
        : new ElfSegment
        {
            Type = U32(bytes),
            Offset = U32(bytes[4..]),
            Address = U32(bytes[8..]),
            FileSize = U32(bytes[16..]),
            Flags = U32(bytes[24..]),
        };

    public ElfSymbol SymbolOf(ReadOnlySpan<byte> bytes) => Is64
        ? new ElfSymbol(U32(bytes), bytes[4], bytes[5], U16(bytes[6..]), U64(bytes[8..]), U64(bytes[16..]))
        : new ElfSymbol(U32(bytes), bytes[12], bytes[13], U16(bytes[14..]), U32(bytes[4..]), U32(bytes[8..]));
}
