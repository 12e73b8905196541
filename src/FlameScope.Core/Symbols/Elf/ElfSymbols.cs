using FlameScope.Columns;
using FlameScope.Symbols.Tables;

namespace FlameScope.Symbols.Elf;

/// <summary>Reads the symbols of code from an ELF file's symbol table.</summary>
internal static class ElfSymbols
{
    private const int RowsAtOnce = 8192;

    // More than the largest programs have: a table that is made up takes memory only so far.
    private const int MaxRows = 8_000_000;
    private const ushort Arm = 40;
    private const ushort Arm64 = 183;
    private const ushort RiscV = 243;

    /// <summary>The full table, or else the one for the dynamic linker; <see langword="null"/> where there is no symbol of code.</summary>
    public static SymbolIndex? Read(ElfImage image, bool isDynamic)
    {
        if (!image.TryFind(isDynamic ? ElfSection.DynamicSymbols : ElfSection.SymbolTable, out ElfSection table) || table.Link >= image.Sections.Length)
        {
            return null;
        }

        Column<SymbolRow> rows = new();
        Read(image, table, ref rows);
        return rows.Count == 0 ? null : SymbolIndex.Create(ref rows, new ElfNames(image.File, image.Sections[table.Link]));
    }

    private static void Read(ElfImage image, in ElfSection table, ref Column<SymbolRow> rows)
    {
        SectionUse[] uses = UsesOf(image);
        int size = image.Layout.SymbolSize;
        int stride = table.EntrySize >= (ulong)size && table.EntrySize <= 4096 ? (int)table.EntrySize : size;
        byte[] buffer = new byte[RowsAtOnce * stride];
        for (ulong position = 0; position < table.Size && rows.Count < MaxRows;)
        {
            int wanted = (int)Math.Min((ulong)buffer.Length, table.Size - position);
            int read = position > ulong.MaxValue - table.Offset ? 0 : image.File.Read(table.Offset + position, buffer.AsSpan(0, wanted));
            for (int place = 0; place + size <= read; place += stride)
            {
                ElfSymbol symbol = image.Layout.SymbolOf(buffer.AsSpan(place, size));
                if (IsCode(symbol, uses, image.Machine))
                {
                    // The lowest bit of an address on 32-bit ARM tells the instruction set.
                    ulong start = image.Machine == Arm && symbol.IsFunction ? symbol.Value & ~1UL : symbol.Value;
                    rows.Add(new SymbolRow(start, symbol.Size, symbol.Name, BindingOf(symbol)));
                }
            }

            if (read < wanted)
            {
                return;
            }

            position += (ulong)read;
        }
    }

    private static bool IsCode(ElfSymbol symbol, SectionUse[] uses, ushort machine)
    {
        if (!symbol.IsDefined)
        {
            return false;
        }

        if (symbol.IsFunction)
        {
            return true;
        }

        SectionUse use = symbol.Section < uses.Length ? uses[symbol.Section] : SectionUse.None;

        // Local labels of these machines tell data from code ($x, $d), not functions.
        bool isMark = symbol.IsLocal && machine is Arm or Arm64 or RiscV;
        return symbol.IsObject ? use != SectionUse.None : symbol.IsLabel && use == SectionUse.Text && !symbol.IsHidden && !isMark;
    }

    private static SymbolBinding BindingOf(ElfSymbol symbol) =>
        symbol.IsWeak ? SymbolBinding.Weak : symbol.IsGlobal ? SymbolBinding.Global : SymbolBinding.Local;

    private static SectionUse[] UsesOf(ElfImage image)
    {
        SectionUse[] uses = new SectionUse[image.Sections.Length];
        for (int i = 0; i < uses.Length; i++)
        {
            uses[i] = !image.Sections[i].IsExecutable ? SectionUse.None
                : image.NameOf(image.Sections[i]).IndexOf(".text"u8) >= 0 ? SectionUse.Text
                : SectionUse.OtherCode;
        }

        return uses;
    }

    private enum SectionUse : byte
    {
        None = 0,
        OtherCode = 1,
        Text = 2,
    }
}
