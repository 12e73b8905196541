using System.Text;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;

namespace FlameScope.Core.Tests.Symbols.Elf;

public sealed class ElfTableTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_is_found_by_offset_whatever_the_address_of_the_segment(bool is64)
    {
        ElfTable table = Open(new ElfWriter { Is64 = is64, Moved = 0x7000, Symbols = [new("main", 0x1010, 0x20), new("_Z3foov", 0x1040, 8)] });

        Assert.Equal("main", NameAt(table, 0x1010));
        Assert.Equal("main", NameAt(table, 0x102f));
        Assert.Equal("", NameAt(table, 0x1030));
        Assert.Equal("_Z3foov", NameAt(table, 0x1047));
        Assert.Equal("", NameAt(table, 0x1048));
        Assert.Equal("", NameAt(table, 0x100f));
    }

    [Fact]
    public void A_file_without_segments_is_found_by_its_sections()
    {
        ElfTable table = Open(new ElfWriter { HasNoSegments = true, Moved = 0x7000, Symbols = [new("compiled", 0x1010, 0x20)] });

        Assert.Equal("compiled", NameAt(table, 0x1018));
    }

    [Fact]
    public void Of_several_symbols_at_an_address_perf_s_choice_is_taken()
    {
        Assert.Equal("sized", Chosen(new("unsized", 0x1000, 0), new("sized", 0x1000, 4)));
        Assert.Equal("strong", Chosen(new("much_longer_weak", 0x1000, 4) { Binding = TestSymbol.Weak }, new("strong", 0x1000, 4) { Binding = TestSymbol.Local }));
        Assert.Equal("global", Chosen(new("local_and_longer", 0x1000, 4) { Binding = TestSymbol.Local }, new("global", 0x1000, 4)));
        Assert.Equal("read", Chosen(new("__libc_read", 0x1000, 4), new("_read", 0x1000, 4), new("read", 0x1000, 4)));
        Assert.Equal("memmove_avx", Chosen(new("memmove", 0x1000, 4), new("memmove_avx", 0x1000, 4)));
        Assert.Equal("first", Chosen(new("first", 0x1000, 4), new("other", 0x1000, 4)));
    }

    [Fact]
    public void A_symbol_without_a_size_reaches_to_the_next_and_the_last_one_to_the_end_of_its_page()
    {
        ElfTable table = Open(new ElfWriter { Symbols = [new("a", 0x1000, 0), new("b", 0x1100, 0)] });

        Assert.Equal("a", NameAt(table, 0x10ff));
        Assert.Equal("b", NameAt(table, 0x1100));
        Assert.Equal("b", NameAt(table, 0x1fff));
    }

    [Fact]
    public void A_nested_symbol_is_left_for_the_one_around_it()
    {
        ElfTable table = Open(new ElfWriter { Symbols = [new("outer", 0x1000, 0x100), new("inner", 0x1010, 0x10), new("tail", 0x1020, 4)] });

        Assert.Equal("inner", NameAt(table, 0x1018));
        Assert.Equal("tail", NameAt(table, 0x1023));
        Assert.Equal("outer", NameAt(table, 0x1024));
        Assert.Equal("", NameAt(table, 0x1100));
    }

    [Fact]
    public void A_nested_symbol_that_lost_to_a_shorter_one_hides_nothing()
    {
        ElfTable table = Open(new ElfWriter { Symbols = [new("outer", 0x1000, 0x100), new("a", 0x1010, 0xf8), new("longer", 0x1010, 0x10)] });

        Assert.Equal("longer", NameAt(table, 0x101f));
        Assert.Equal("outer", NameAt(table, 0x1020));
        Assert.Equal("", NameAt(table, 0x1100));
    }

    [Fact]
    public void Labels_count_only_in_code_and_where_others_may_see_them()
    {
        ElfTable table = Open(new ElfWriter
        {
            Symbols =
            [
                new("label", 0x1000, 0) { Type = 0 }, new("hidden", 0x1010, 0) { Type = 0, Visibility = 2 }, new("data", 0x1020, 8) { Type = 1, IsData = true },
                new("import", 0, 0) { IsUndefined = true }, new("end", 0x1030, 1),
            ],
        });

        Assert.Equal("label", NameAt(table, 0x1024));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Entries_of_the_linkage_table_are_named_after_what_they_lead_to(bool is64)
    {
        ElfTable table = Open(new ElfWriter { Is64 = is64, Imports = ["malloc", "_ZdlPv"], Symbols = [new("_init", 0xe00, 0), new("main", 0x1000, 4)] });

        Assert.Equal("_init", NameAt(table, ElfWriter.PltOffset));
        Assert.Equal("malloc@plt", NameAt(table, ElfWriter.PltOffset + 16));
        Assert.Equal("_ZdlPv@plt", NameAt(table, ElfWriter.PltOffset + 47));
    }

    [Fact]
    public void A_stripped_file_has_the_names_that_it_exports()
    {
        ElfTable table = Open(new ElfWriter { Dynamic = [new("exported", 0x1000, 0x10)] });

        Assert.True(table.IsDynamicOnly);
        Assert.Equal("exported", NameAt(table, 0x1008));
    }

    [Fact]
    public void The_names_of_a_separate_debug_file_stand_at_the_places_of_the_program()
    {
        ElfWriter program = new() { Moved = 0x5000, Dynamic = [new("exported", 0x1000, 0x10)] };
        ElfImage code = Image(program.Write());
        ElfImage debug = Image((program with { Dynamic = [], IsDebugOnly = true, Symbols = [new("internal", 0x1020, 0x10)] }).Write());

        Assert.True(code.HasCode);
        Assert.False(debug.HasCode);
        Assert.Equal("internal", NameAt(ElfTable.Create(code, debug)!, 0x1025));
    }

    [Fact]
    public void The_build_id_is_read_from_its_note()
    {
        Assert.Equal("0123456789abcdef0123456789abcdef01234567", Image(new ElfWriter { BuildId = "0123456789abcdef0123456789abcdef01234567" }.Write()).BuildId);
        Assert.Equal("", Image(new ElfWriter().Write()).BuildId);
    }

    [Fact]
    public void What_is_no_ELF_file_is_named()
    {
        Assert.Null(ElfImage.TryRead(SymbolFile.Of("#!/bin/sh\n"u8.ToArray(), "x"), out string expected));
        Assert.Equal("an ELF file", expected);
        byte[] big = new ElfWriter().Write();
        big[5] = 2;
        Assert.Null(ElfImage.TryRead(SymbolFile.Of(big, "x"), out expected));
        Assert.Equal("an ELF file of a little-endian machine", expected);
    }

    [Fact]
    public void The_checksum_of_a_debug_link_is_that_of_zip_files()
    {
        Assert.Equal(0xcbf43926, ~Crc32.Append(uint.MaxValue, "123456789"u8));
        Assert.Equal(~Crc32.Append(Crc32.Append(uint.MaxValue, "a piece of te"u8), "xt in two parts"u8), ~Crc32.Append(uint.MaxValue, "a piece of text in two parts"u8));
    }

    internal static string NameAt(ElfTable table, ulong offset) => Encoding.UTF8.GetString(table.Find(offset, 0).Name);

    private static string Chosen(params TestSymbol[] symbols) => NameAt(Open(new ElfWriter { Symbols = [.. symbols, new("end", 0x1004, 4)] }), 0x1002);

    private static ElfTable Open(ElfWriter writer)
    {
        ElfImage image = Image(writer.Write());
        return ElfTable.Create(image, image.HasSymbolTable ? image : null)!;
    }

    private static ElfImage Image(byte[] content) => ElfImage.TryRead(SymbolFile.Of(content, "test"), out _)!;
}
