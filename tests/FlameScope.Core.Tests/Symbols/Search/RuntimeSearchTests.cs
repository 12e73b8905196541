using System.Text;
using FlameScope.Formats;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols;
using FlameScope.Symbols.Modules;

namespace FlameScope.Core.Tests.Symbols.Search;

public sealed class RuntimeSearchTests
{
    [Theory]
    [InlineData("tmp/perf-42.map", -1)]
    [InlineData("maps/perf-42.map", -1)]
    [InlineData("perf-7.map", 7)]
    [InlineData("perf-42.map", 7)]
    public void A_map_is_found_by_the_process_id_inside_its_container_or_outside(string place, int inside)
    {
        using SymbolRoot root = new();
        root.Add(place, "1000 10 compiled\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();

        Assert.Equal("compiled", NameAt(symbols.Of(Jit(42, inside)), 0x1008, 0));
    }

    [Fact]
    public void The_only_map_of_a_container_is_taken_where_the_id_inside_is_not_recorded()
    {
        using SymbolRoot root = new();
        root.Add("tmp/perf-7.map", "1000 10 compiled\n"u8.ToArray()).Add("tmp/perf-x.map", "1000 10 no_map\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        symbols.AddContainer(42);

        Assert.Equal("compiled", NameAt(symbols.Of(Jit(42)), 0x1008, 0));
        Assert.Equal("", NameAt(symbols.Of(Jit(43)), 0x1008, 0));
        Assert.Contains("the only map there was taken", Assert.Single(symbols.CreateNotes()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_maps_of_a_container_none_is_taken()
    {
        using SymbolRoot root = new();
        root.Add("tmp/perf-7.map", "1000 10 compiled\n"u8.ToArray()).Add("tmp/perf-8.map", "1000 10 other\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        symbols.AddContainer(42);

        Assert.Equal("", NameAt(symbols.Of(Jit(42)), 0x1008, 0));
    }

    [Fact]
    public void A_dump_tells_the_id_inside_by_its_name()
    {
        using SymbolRoot root = new();
        root.Add("tmp/perf-7.map", "1000 10 compiled\n"u8.ToArray()).Add("tmp/perf-8.map", "1000 10 other\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        symbols.AddJitDump(42, "/tmp/jit-7.dump");

        Assert.Equal("compiled", NameAt(symbols.Of(Jit(42)), 0x1008, 0));
    }

    [Fact]
    public void A_dump_comes_before_the_map_which_knows_no_times()
    {
        using SymbolRoot root = new();
        root.Add("perf-42.map", "1000 10 map\n2000 10 only_map\n"u8.ToArray())
            .Add("jit/jit-42.dump", new JitDumpWriter(42).Load(100, 0x1000, 0x10, 0, "early").Load(200, 0x1000, 0x10, 1, "late").ToArray());
        using RecordingSymbols symbols = root.Open();
        symbols.AddJitDump(42, "/home/me/.debug/jit/jit-42.dump");
        ModuleSymbols module = symbols.Of(Jit(42));

        Assert.Equal("early", NameAt(module, 0x1000, 150));
        Assert.Equal("late", NameAt(module, 0x1000, 250));
        Assert.Equal("only_map", NameAt(module, 0x2000, 250));
        Assert.Equal("/home/me/.debug/jit/jitted-42-1.so"u8, module.Find(0x1000, 250).Module);
        Assert.NotEqual(module.Find(0x1000, 150).Id, module.Find(0x1000, 250).Id);
    }

    [Fact]
    public void A_dump_of_another_clock_is_told()
    {
        using SymbolRoot root = new();
        root.Add("jit-42.dump", new JitDumpWriter(42).Load(100, 0x1000, 0x10, 0, "name").ToArray());
        using RecordingSymbols symbols = root.Open();
        symbols.IsClockMonotonic = false;
        symbols.AddJitDump(42, "/tmp/jit-42.dump");

        Assert.Equal("name", NameAt(symbols.Of(Jit(42)), 0x1000, 1));
        Assert.Contains("-k CLOCK_MONOTONIC", Assert.Single(symbols.CreateNotes()).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_map_says_how_runtimes_write_one()
    {
        using SymbolRoot root = new();
        using RecordingSymbols symbols = root.Open();
        ModuleSymbols module = symbols.Of(Jit(42));
        Assert.Equal("", NameAt(module, 0x1000, 0));
        module.UnnamedSamples = 3;

        SymbolNote note = Assert.Single(symbols.CreateNotes());
        Assert.Equal("there is no /tmp/perf-42.map and no dump of the runtime", note.Reason);
        Assert.Contains("DOTNET_PerfMapEnabled=1", note.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_is_found_by_build_id_and_its_modules_with_it()
    {
        using SymbolRoot root = new();
        root.Add($"debug/.build-id/ab/{SymbolRoot.BuildId[2..]}/kallsyms", "ffffffff81000000 T _text\nffffffff81000100 t work\nffffffffc0000000 t in_module\t[ext4]\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        SymbolModule kernel = new()
        {
            Path = "[kernel.kallsyms]",
            Kind = SymbolModuleKind.Kernel,
            BuildId = SymbolRoot.BuildId,
            RelocationSymbol = "_text",
            RelocationAddress = 0xffffffff92000000,
        };

        ModuleSymbols whole = symbols.Of(kernel);
        Assert.Equal("in_module", NameAt(symbols.Of(kernel with { Path = "[ext4]", BuildId = SymbolRoot.OtherId, RelocationSymbol = "" }), 0xffffffffd1000001, 0));
        Assert.Equal("work", NameAt(whole, 0xffffffff92000110, 0));
        Assert.Equal("", NameAt(symbols.Of(kernel with { BuildId = SymbolRoot.OtherId }), 0xffffffff92000110, 0));
        Assert.Empty(symbols.CreateNotes());
    }

    [Fact]
    public void Without_a_build_id_the_list_with_the_recorded_start_is_taken_and_that_is_told()
    {
        using SymbolRoot root = new();
        root.Add($"debug/[kernel.kallsyms]/{SymbolRoot.BuildId}/kallsyms", "ffffffff81000000 T _text\nffffffff81000100 t this_boot\n"u8.ToArray())
            .Add($"debug/[kernel.kallsyms]/{SymbolRoot.OtherId}/kallsyms", "ffffffff82000000 T _text\nffffffff82000100 t other_boot\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        SymbolModule kernel = new() { Path = "[kernel.kallsyms]", Kind = SymbolModuleKind.Kernel, RelocationSymbol = "_text", RelocationAddress = 0xffffffff81000000 };

        Assert.Equal("this_boot", NameAt(symbols.Of(kernel), 0xffffffff81000110, 0));
        Assert.Single(symbols.CreateNotes());
        Assert.Equal("", NameAt(symbols.Of(kernel with { RelocationAddress = 0xffffffff83000000 }), 0xffffffff83000110, 0));
    }

    [Fact]
    public void Without_a_build_id_a_list_is_believed_where_the_kernel_s_code_is_as_long()
    {
        using SymbolRoot root = new();
        root.Add("kallsyms", "ffffffff81000000 T _text\nffffffff81000100 t work\nffffffff81001000 T _etext\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        SymbolModule kernel = new()
        {
            Path = "[kernel.kallsyms]",
            Kind = SymbolModuleKind.Kernel,
            RelocationSymbol = "_text",
            RelocationAddress = 0xffffffff91000000,
            MappedSize = 0x1000,
        };

        Assert.Equal("work", NameAt(symbols.Of(kernel), 0xffffffff91000110, 0));
        ModuleSymbols other = symbols.Of(kernel with { MappedSize = 0x2000 });
        Assert.Equal("", NameAt(other, 0xffffffff91000110, 0));
        Assert.Contains("of other kernels", other.Note?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_addresses_are_told_with_what_to_do()
    {
        using SymbolRoot root = new();
        root.Add("kallsyms", "0000000000000000 T _text\n0000000000000000 t work\n"u8.ToArray());
        using RecordingSymbols symbols = root.Open();
        ModuleSymbols kernel = symbols.Of(new SymbolModule { Path = "[kernel.kallsyms]", Kind = SymbolModuleKind.Kernel });
        Assert.Equal("", NameAt(kernel, 0xffffffff81000000, 0));
        kernel.UnnamedSamples = 1;

        SymbolNote note = Assert.Single(symbols.CreateNotes());
        Assert.Contains("hid them", note.Reason, StringComparison.Ordinal);
        Assert.Contains("kptr_restrict", note.Advice, StringComparison.Ordinal);
    }

    private static SymbolModule Jit(int processId, int inside = -1) =>
        new() { Path = $"/tmp/perf-{processId}.map", Kind = SymbolModuleKind.Jit, ProcessId = processId, NamespaceProcessId = inside };

    private static string NameAt(ModuleSymbols module, ulong address, long time) => Encoding.UTF8.GetString(module.Find(address, time).Name);
}
