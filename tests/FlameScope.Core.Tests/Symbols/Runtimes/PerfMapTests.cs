using System.Text;
using FlameScope.Fuzz.Checks;
using FlameScope.Symbols.Runtimes;

namespace FlameScope.Core.Tests.Symbols.Runtimes;

public sealed class PerfMapTests
{
    [Fact]
    public void Names_may_hold_blanks_and_numbers_may_have_a_prefix()
    {
        PerfMap map = PerfMap.Read("7f00 10 Ledger::sum(long[])\n0x7f20 0x8 LazyCompile:*a b.js:1\r\n"u8.ToArray());

        Assert.Equal("Ledger::sum(long[])", NameAt(map, 0x7f0f));
        Assert.Equal("", NameAt(map, 0x7f10));
        Assert.Equal("LazyCompile:*a b.js:1", NameAt(map, 0x7f27));
    }

    [Fact]
    public void A_later_line_wins()
    {
        PerfMap map = PerfMap.Read("1000 100 old\n1010 10 new\n"u8.ToArray());

        Assert.Equal("old", NameAt(map, 0x100f));
        Assert.Equal("new", NameAt(map, 0x1010));
        Assert.Equal("old", NameAt(map, 0x1020));
    }

    [Fact]
    public void Lines_that_make_no_sense_are_skipped()
    {
        PerfMap map = PerfMap.Read("\nnothing\n1000\n1000 10\n1000 10 \nzz 10 x\n11112222333344445 1 x\nfffffffffffffff0 ffffffffffffffff end\n2000 0 empty\n3000 1 whole"u8.ToArray());

        Assert.Equal(2, map.Count);
        Assert.Equal("end", NameAt(map, 0xfffffffffffffff1));
        Assert.Equal("whole", NameAt(map, 0x3000));
    }

    [Fact]
    public void Damage_at_any_byte_is_harmless()
    {
        byte[] whole = "7f00 10 a\n0x7f20 0x8 b c\n7f20 100000 d\n"u8.ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] damaged = [.. whole];
                damaged[i] = (byte)value;
                SymbolCheck.RunPerfMap(damaged);
            }
        }
    }

    private static string NameAt(PerfMap map, ulong address) => Encoding.UTF8.GetString(map.Find(address, 0).Name);
}
