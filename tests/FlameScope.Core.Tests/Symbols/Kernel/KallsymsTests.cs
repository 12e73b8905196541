using System.Text;
using FlameScope.Fuzz.Checks;
using FlameScope.Symbols.Kernel;

namespace FlameScope.Core.Tests.Symbols.Kernel;

public sealed class KallsymsTests
{
    private const string Text = """
        0000000000000000 A fixed_percpu_data
        ffffffff81000000 T _text
        ffffffff81000000 T startup_64
        ffffffff81000100 t helper
        ffffffff81000100 W weak_alias
        ffffffff81000180 T with_data
        ffffffff81000190 D some_data
        ffffffff81000200 t last_of_kernel
        ffffffffc0000000 t first	[nf_conntrack]
        ffffffffc0000040 t second	[nf_conntrack]
        ffffffffc0002000 t other	[ext4]
        ffffffffc0003000 t bpf_prog_6deef7357e7b4530	[bpf]

        """;

    [Theory]
    [InlineData(0xffffffff81000050, "startup_64")]
    [InlineData(0xffffffff81000110, "weak_alias")]
    [InlineData(0xffffffff810001a0, "with_data")]
    [InlineData(0xffffffff81000fff, "last_of_kernel")]
    [InlineData(0xffffffff81002000, "")]
    [InlineData(0xffffffffc000003f, "first")]
    [InlineData(0xffffffffc0000fff, "second")]
    [InlineData(0xffffffffc0002001, "other")]
    [InlineData(0xffffffffc0003001, "bpf_prog_6deef7357e7b4530")]
    [InlineData(0xffffffff80ffffff, "")]
    public void A_symbol_reaches_to_the_next_and_not_into_the_next_module(ulong address, string expected)
    {
        Kallsyms symbols = Kallsyms.Read(Encoding.UTF8.GetBytes(Text));

        int row = symbols.Find(address);
        Assert.Equal(expected, row < 0 ? "" : Encoding.UTF8.GetString(symbols.NameOf(row)));
    }

    [Fact]
    public void A_kernel_that_was_moved_is_found_by_what_its_start_was()
    {
        Kallsyms symbols = Kallsyms.Read(Encoding.UTF8.GetBytes(Text));
        Assert.True(symbols.TryFindAddress("_text"u8, out ulong address));
        KallsymsTable table = new(symbols, address - 0xffffffffa1000000);

        Assert.Equal("with_data"u8, table.Find(0xffffffffa1000184, 0).Name);
        Assert.True(table.Find(0xffffffff81000184, 0).Name.IsEmpty);
    }

    [Fact]
    public void Hidden_addresses_are_told_from_no_addresses()
    {
        Assert.True(Kallsyms.Read("0000000000000000 T _text\n0000000000000000 t a\n"u8.ToArray()).IsRestricted);
        Assert.False(Kallsyms.Read(Encoding.UTF8.GetBytes(Text)).IsRestricted);
        Assert.False(Kallsyms.Read("no symbols here\n"u8.ToArray()).HasSymbols);
        Assert.False(Kallsyms.Read([]).HasSymbols);
    }

    [Fact]
    public void Lines_with_carriage_returns_or_without_an_end_are_read()
    {
        Kallsyms symbols = Kallsyms.Read("ffffffff81000000 T a\r\nffffffff81000100 T b"u8.ToArray());

        Assert.Equal("b"u8, symbols.NameOf(symbols.Find(0xffffffff81000101)));
    }

    [Fact]
    public void Damage_at_any_byte_is_harmless()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Text);
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in (byte[])[0, (byte)'\n', (byte)' ', (byte)'f', 0xff])
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                SymbolCheck.RunKallsyms(damaged);
            }

            SymbolCheck.RunKallsyms(whole[..i]);
        }
    }
}
