using System.Text;
using FlameScope.Columns;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Elf;

/// <summary>The entries of a program's linkage table, named after the functions that they lead to: <c>name@plt</c>.</summary>
internal static class ElfPlt
{
    private const int MaxBytes = 64 * 1024 * 1024;
    private const ulong MaxEntrySize = 64;
    private const ushort X86 = 3;
    private const ushort X64 = 62;
    private const ushort Arm = 40;
    private const ushort Arm64 = 183;

    /// <summary>The entries; <see langword="null"/> where there are none.</summary>
    public static SymbolIndex? Read(ElfImage image)
    {
        if (!image.TryFind(ElfSection.DynamicSymbols, out ElfSection symbols) || symbols.Link >= image.Sections.Length
            || !(image.TryFind(".rela.plt"u8, out ElfSection relocations) || image.TryFind(".rel.plt"u8, out relocations))
            || !image.TryFind(".plt"u8, out ElfSection plt))
        {
            return null;
        }

        (ulong header, ulong entry) = SizesOf(image.Machine, plt);
        if (entry is 0 or > MaxEntrySize)
        {
            return null;
        }

        uint[] names = NamesOf(image, relocations, symbols);
        Column<SymbolRow> rows = new();
        Add(plt, header, entry, names, ref rows);

        // With branch protection of x86, calls go through a second table that has no header.
        if (image.TryFind(".plt.sec"u8, out ElfSection second))
        {
            Add(second, 0, entry, names, ref rows);
        }

        return rows.Count == 0 ? null
            : SymbolIndex.Create(ref rows, new ElfNames(image.File, image.Sections[symbols.Link], Encoding.UTF8.GetString(Demangler.LinkageTable)));
    }

    private static (ulong Header, ulong Entry) SizesOf(ushort machine, in ElfSection plt) => machine switch
    {
        Arm => (20, 12),
        Arm64 => (32, 16),
        X86 or X64 => plt.EntrySize is 0 or > MaxEntrySize ? (16UL, 16UL) : (plt.EntrySize, plt.EntrySize),
        _ => (plt.EntrySize, plt.EntrySize),
    };

    private static void Add(in ElfSection plt, ulong header, ulong entry, uint[] names, ref Column<SymbolRow> rows)
    {
        for (int i = 0; i < names.Length; i++)
        {
            ulong offset = header + ((ulong)i * entry);
            if (offset + entry > plt.Size)
            {
                return;
            }

            if (names[i] != 0)
            {
                rows.Add(new SymbolRow(unchecked(plt.Address + offset), entry, names[i], SymbolBinding.Global));
            }
        }
    }

    // The places of the names in the order of the entries; 0 where a relocation has none.
    private static uint[] NamesOf(ElfImage image, in ElfSection relocations, in ElfSection symbols)
    {
        bool is64 = image.Layout.Is64;
        int size = (is64, relocations.Type == ElfSection.Rela) switch { (true, true) => 24, (true, false) => 16, (false, true) => 12, _ => 8 };
        byte[] bytes = image.File.ReadPiece(relocations.Offset, relocations.Size, MaxBytes);
        byte[] table = image.File.ReadPiece(symbols.Offset, symbols.Size, MaxBytes);
        uint[] names = new uint[bytes.Length / size];
        for (int i = 0; i < names.Length; i++)
        {
            ReadOnlySpan<byte> info = bytes.AsSpan((i * size) + (is64 ? 8 : 4));
            ulong index = is64 ? ElfLayout.U64(info) >> 32 : ElfLayout.U32(info) >> 8;
            ulong place = index * (ulong)image.Layout.SymbolSize;
            names[i] = place + (ulong)image.Layout.SymbolSize <= (ulong)table.Length ? ElfLayout.U32(table.AsSpan((int)place)) : 0;
        }

        return names;
    }
}
