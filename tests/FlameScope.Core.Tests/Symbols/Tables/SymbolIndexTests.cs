using System.Text;
using CsCheck;
using FlameScope.Columns;
using FlameScope.Symbols.Tables;

namespace FlameScope.Core.Tests.Symbols.Tables;

public sealed class SymbolIndexTests
{
    private static readonly Gen<SymbolRow> Row = Gen.Select(
        Gen.ULong[0, 40], Gen.OneOf(Gen.Const(0UL), Gen.ULong[1, 12]), Gen.UInt[0, 11], Gen.Enum<SymbolBinding>(), (start, size, name, binding) => new SymbolRow(start, size, name, binding));

    [Fact]
    public void A_lookup_finds_what_looking_through_all_symbols_finds() =>
        Row.Array[0, 12].Sample(rows =>
        {
            Column<SymbolRow> column = new();
            column.AddRange(rows);
            SymbolIndex index = SymbolIndex.Create(ref column, new Names());
            for (ulong address = 0; address < 60; address++)
            {
                int found = index.Find(address);
                Assert.Equal(Slowly(rows, address), found < 0 ? "" : Encoding.UTF8.GetString(index.NameOf(found)));
            }
        });

    [Fact]
    public void A_label_inside_a_function_is_no_function_of_its_own()
    {
        Column<SymbolRow> rows = new();
        rows.AddRange([new(0x100, 0x50, 0, SymbolBinding.Local), new(0x120, 0, 1, SymbolBinding.Local), new(0x150, 0, 2, SymbolBinding.Local)]);
        SymbolIndex index = SymbolIndex.Create(ref rows, new Names());
        Assert.Equal([0, 0, 0, 2], new ulong[] { 0x10f, 0x120, 0x14f, 0x150 }.Select(index.Find));
    }

    // The nearest start whose chosen symbol reaches the address; a label without a size inside another symbol reaches nothing.
    private static string Slowly(SymbolRow[] rows, ulong address)
    {
        SymbolRow[] sorted = [.. rows.OrderBy(static row => row.Start)];
        (SymbolRow Row, ulong End)[] ends = [.. sorted.Select((row, i) => (row, row.Size > 0 ? row.Start + row.Size : IsInside(rows, row) ? row.Start : i + 1 < sorted.Length ? sorted[i + 1].Start : 8192 - (row.Start % 4096 == 0 ? 4096UL : 0)))];
        foreach (IGrouping<ulong, (SymbolRow Row, ulong End)> group in ends.Where(symbol => symbol.Row.Start <= address).GroupBy(static symbol => symbol.Row.Start).Reverse())
        {
            (SymbolRow Row, ulong End) best = group
                .OrderByDescending(static symbol => symbol.End > symbol.Row.Start).ThenByDescending(static symbol => symbol.Row.Binding)
                .ThenBy(static symbol => Names.Of(symbol.Row.Name).TakeWhile(static letter => letter == '_').Count())
                .ThenByDescending(static symbol => Names.Of(symbol.Row.Name).Length).First();
            if (address < best.End)
            {
                return Names.Of(best.Row.Name);
            }
        }

        return "";
    }

    private static bool IsInside(SymbolRow[] rows, SymbolRow label) => Array.Exists(rows, row => row.Start < label.Start && label.Start < row.Start + row.Size);

    private sealed class Names : ISymbolNames
    {
        public static string Of(uint name) => new string('_', (int)(name % 3)) + new string('a', 1 + (int)(name / 3));

        public ReadOnlySpan<byte> NameAt(uint place) => Encoding.UTF8.GetBytes(Of(place));
    }
}
