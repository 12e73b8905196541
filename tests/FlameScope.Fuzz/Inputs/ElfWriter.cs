using System.Buffers.Binary;
using System.Text;

namespace FlameScope.Fuzz.Inputs;

/// <summary>Writes small ELF files: just what symbols are found by.</summary>
internal sealed record ElfWriter
{
    public const ulong TextOffset = 0x1000;
    public const ulong PltOffset = 0xf00;

    public bool Is64 { get; init; } = true;

    public ulong CodeSize { get; init; } = 0x1000;

    public ushort Machine { get; init; } = 62;

    public string BuildId { get; init; } = "";

    /// <summary>How far the code's addresses are from its offsets.</summary>
    public ulong Moved { get; init; } = 0x400000;

    public IReadOnlyList<TestSymbol> Symbols { get; init; } = [];

    public IReadOnlyList<TestSymbol> Dynamic { get; init; } = [];

    /// <summary>The functions that the linkage table leads to.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    public string DebugLink { get; init; } = "";

    public uint DebugChecksum { get; init; }

    /// <summary>Whether it has only the headers of its code, as separate debug files.</summary>
    public bool IsDebugOnly { get; init; }

    /// <summary>Whether it has sections alone, as older files of <c>perf inject --jit</c>.</summary>
    public bool HasNoSegments { get; init; }

    public byte[] Write()
    {
        List<Part> parts = [new Part("", 0, 0, 0, [])];
        if (BuildId.Length > 0)
        {
            byte[] id = Convert.FromHexString(BuildId);
            parts.Add(new Part(".note.gnu.build-id", 7, 2, 0, [.. U32(4), .. U32((uint)id.Length), .. U32(3), .. "GNU\0"u8, .. id, .. new byte[-id.Length & 3]]));
        }

        int text = parts.Count;
        parts.Add(new Part(".text", IsDebugOnly ? 8u : 1u, 6, Moved + TextOffset, []) { Offset = TextOffset, Size = CodeSize });
        parts.Add(new Part(".data", 8, 3, 0x900000, []) { Offset = 0x2000, Size = 0x1000 });
        if (Imports.Count > 0)
        {
            parts.Add(new Part(".plt", 1, 6, Moved + PltOffset, []) { Offset = PltOffset, Size = 16 * (ulong)(Imports.Count + 1), EntrySize = 16 });
        }

        if (Symbols.Count > 0)
        {
            AddTable(parts, ".symtab", ".strtab", 2, Symbols, text);
        }

        if (Dynamic.Count + Imports.Count > 0)
        {
            TestSymbol[] imports = [.. Imports.Select(static name => new TestSymbol(name, 0, 0) { IsUndefined = true })];
            AddTable(parts, ".dynsym", ".dynstr", 11, [.. imports, .. Dynamic], text);
        }

        if (Imports.Count > 0)
        {
            byte[] relocations = [.. Enumerable.Range(1, Imports.Count).SelectMany(index => Is64 ? (byte[])[.. U64(0), .. U64(((ulong)index << 32) | 7), .. U64(0)] : [.. U32(0), .. U32(((uint)index << 8) | 7)])];
            parts.Add(new Part(Is64 ? ".rela.plt" : ".rel.plt", Is64 ? 4u : 9u, 2, 0, relocations));
        }

        if (DebugLink.Length > 0)
        {
            byte[] name = [.. Encoding.UTF8.GetBytes(DebugLink), 0];
            parts.Add(new Part(".gnu_debuglink", 1, 0, 0, [.. name, .. new byte[-name.Length & 3], .. U32(DebugChecksum)]));
        }

        return Assemble(parts);
    }

    private byte[] Assemble(List<Part> parts)
    {
        List<byte> names = [];
        parts.Add(new Part(".shstrtab", 3, 0, 0, []));
        List<uint> nameOffsets = [];
        foreach (Part part in parts)
        {
            nameOffsets.Add((uint)names.Count);
            names.AddRange(Encoding.UTF8.GetBytes(part.Name));
            names.Add(0);
        }

        parts[^1] = parts[^1] with { Content = [.. names] };
        int header = Is64 ? 64 : 52;
        int segment = Is64 ? 56 : 32;
        List<byte> body = [];
        ulong place = (ulong)(header + segment);
        List<byte> sections = [];
        for (int i = 0; i < parts.Count; i++)
        {
            Part part = parts[i];
            ulong offset = part.Offset ?? place + (ulong)body.Count;
            ulong size = part.Size ?? (ulong)part.Content.Length;
            body.AddRange(part.Content);
            body.AddRange(new byte[-body.Count & 7]);
            sections.AddRange([.. U32(nameOffsets[i]), .. U32(part.Type), .. Word(part.Flags), .. Word(part.Address), .. Word(offset), .. Word(size), .. U32(part.Link), .. U32(0), .. Word(8), .. Word(part.EntrySize)]);
        }

        ulong sectionOffset = place + (ulong)body.Count;
        ulong fileSize = IsDebugOnly ? 0 : TextOffset + CodeSize;
        byte[] program = Is64
            ? [.. U32(HasNoSegments ? 0u : 1u), .. U32(5), .. U64(0), .. U64(Moved), .. U64(Moved), .. U64(fileSize), .. U64(TextOffset + CodeSize), .. U64(0x1000)]
            : [.. U32(1), .. U32(0), .. U32((uint)Moved), .. U32((uint)Moved), .. U32((uint)fileSize), .. U32((uint)(TextOffset + CodeSize)), .. U32(5), .. U32(0x1000)];
        byte[] start =
        [
            0x7f, .. "ELF"u8, (byte)(Is64 ? 2 : 1), 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. U16(3), .. U16(Machine), .. U32(1), .. Word(Moved),
            .. Word((ulong)header), .. Word(sectionOffset), .. U32(0), .. U16((ushort)header), .. U16((ushort)segment), .. U16(1),
            .. U16((ushort)(Is64 ? 64 : 40)), .. U16((ushort)parts.Count), .. U16((ushort)(parts.Count - 1)),
        ];
        return [.. start, .. program, .. body, .. sections];
    }

    private void AddTable(List<Part> parts, string name, string strings, uint type, IReadOnlyList<TestSymbol> symbols, int text)
    {
        List<byte> names = [0];
        List<byte> rows = [.. new byte[Is64 ? 24 : 16]];
        foreach (TestSymbol symbol in symbols)
        {
            ushort section = symbol.IsUndefined ? (ushort)0 : symbol.IsData ? (ushort)(text + 1) : (ushort)text;
            byte info = (byte)((symbol.Binding << 4) | symbol.Type);
            ulong value = symbol.IsUndefined ? 0 : symbol.Address + Moved;
            rows.AddRange(Is64
                ? [.. U32((uint)names.Count), info, symbol.Visibility, .. U16(section), .. U64(value), .. U64(symbol.Size)]
                : [.. U32((uint)names.Count), .. U32((uint)value), .. U32((uint)symbol.Size), info, symbol.Visibility, .. U16(section)]);
            names.AddRange(Encoding.UTF8.GetBytes(symbol.Name));
            names.Add(0);
        }

        parts.Add(new Part(name, type, 2, 0, [.. rows]) { Link = (uint)parts.Count + 1, EntrySize = Is64 ? 24u : 16u });
        parts.Add(new Part(strings, 3, 2, 0, [.. names]));
    }

    private byte[] Word(ulong value) => Is64 ? U64(value) : U32((uint)value);

    private static byte[] U16(ushort value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    private sealed record Part(string Name, uint Type, ulong Flags, ulong Address, byte[] Content)
    {
        public ulong? Offset { get; init; }

        public ulong? Size { get; init; }

        public uint Link { get; init; }

        public ulong EntrySize { get; init; }
    }
}

/// <summary>A symbol of a test's ELF file; its address is an offset in the file.</summary>
internal sealed record TestSymbol(string Name, ulong Address, ulong Size)
{
    public const int Local = 0;
    public const int Global = 1;
    public const int Weak = 2;

    public int Binding { get; init; } = Global;

    /// <summary>2 for functions, 0 for labels, 1 for data.</summary>
    public int Type { get; init; } = 2;

    public byte Visibility { get; init; }

    public bool IsData { get; init; }

    public bool IsUndefined { get; init; }
}
