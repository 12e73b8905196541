using FlameScope.Formats;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols;
using FlameScope.Symbols.Elf;
using static FlameScope.Core.Tests.Symbols.Search.SymbolRoot;

namespace FlameScope.Core.Tests.Symbols.Search;

public sealed class SearchOrderTests
{
    private const string Recorded = "/opt/app/bin/app";
    private static readonly string Id = $".build-id/{BuildId[..2]}/{BuildId[2..]}";

    [Fact]
    public void A_root_is_searched_by_build_id_then_by_path_then_by_name()
    {
        string[] places =
        [
            $"{Id}/elf", $"debug/{Id}/elf", $".debug/{Id}/elf", $"usr/lib/debug/{Id}.debug", "opt/app/bin/app", "app", "one/two/app", "one/two/renamed",
        ];
        for (int first = 0; first < places.Length; first++)
        {
            using SymbolRoot root = new();
            foreach (string place in places[first..])
            {
                root.Add(place, Named(place));
            }

            Assert.Equal(places[first], root.NameOf(Recorded));
        }
    }

    [Fact]
    public void Files_more_than_two_folders_deep_are_not_found_by_name()
    {
        using SymbolRoot root = new();
        root.Add("one/two/three/app", Named("deep"));

        Assert.Equal($"no file with the build id {BuildId} was found", root.NameOf(Recorded));
    }

    [Fact]
    public void The_first_root_wins()
    {
        using SymbolRoot first = new();
        using SymbolRoot second = new();
        first.Add("app", Named("first"));
        second.Add($"{Id}/elf", Named("second"));

        using RecordingSymbols symbols = Open(first.Path, second.Path);
        Assert.Equal("first", NameOf(symbols, Recorded));
    }

    [Fact]
    public void What_came_with_the_input_is_searched_after_the_named_roots()
    {
        using SymbolRoot named = new();
        using SymbolRoot own = new();
        named.Add("app", Named("named"));
        own.Add("app", Named("own")).Add("lib", Named("own_lib", OtherId));
        using RecordingSymbols symbols = named.Open();
        symbols.AddRoot(own.Path);

        Assert.Equal("named", NameOf(symbols, Recorded));
        Assert.Equal("own_lib", NameOf(symbols, "/lib", OtherId));
        Assert.Throws<InvalidOperationException>(() => symbols.AddRoot(own.Path));
    }

    [Fact]
    public void A_file_with_another_build_id_is_not_believed_wherever_it_lies()
    {
        using SymbolRoot root = new();
        root.Add("opt/app/bin/app", Named("newer", OtherId)).Add($"{Id}/elf", Named("wrong", OtherId)).Add("app", Named("third", ""));

        Assert.Contains($"has another build id, {OtherId}", root.NameOf(Recorded), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_recorded_build_id_the_path_is_taken_and_that_is_told()
    {
        using SymbolRoot root = new();
        root.Add("opt/app/bin/app", Named("by_path", OtherId)).Add("app", Named("by_name", OtherId));

        using RecordingSymbols symbols = root.Open();
        Assert.Equal("by_path", NameOf(symbols, Recorded, ""));
        SymbolNote note = Assert.Single(symbols.CreateNotes());
        Assert.Equal((Recorded, 0), (note.Module, note.Samples));
        Assert.Contains("was taken by its path", note.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_recorded_build_id_the_only_version_in_a_cache_is_taken_but_not_one_of_two()
    {
        using SymbolRoot root = new();
        root.Add($"debug/opt/app/bin/app/{OtherId}/elf", Named("only", OtherId));
        Assert.Equal("only", root.NameOf(Recorded, ""));

        root.Add($"debug/opt/app/bin/app/{BuildId}/elf", Named("second"));
        Assert.Equal("the recording has no build id for it, and there is no such file", root.NameOf(Recorded, ""));
    }

    [Fact]
    public void A_deleted_file_is_found_by_its_build_id_alone()
    {
        using SymbolRoot root = new();
        root.Add("opt/app/bin/app", Named("new", OtherId));
        Assert.Equal("the recording has no build id for it, and there is no such file", root.NameOf(Recorded + " (deleted)", ""));

        root.Add("opt/app/bin/app", Named("same"));
        Assert.Equal("same", root.NameOf(Recorded + " (deleted)"));
    }

    [Fact]
    public void A_stripped_program_gets_its_names_from_the_debug_file_of_the_cache()
    {
        using SymbolRoot root = new();
        root.Add($"{Id}/elf", (Program with { Symbols = [], Dynamic = [new("exported", 0x1800, 8)] }).Write())
            .Add($"{Id}/debug", (Program with { IsDebugOnly = true, Symbols = [new("internal", 0x1000, 0x100)] }).Write());

        using RecordingSymbols symbols = root.Open();
        Assert.Equal("internal", NameOf(symbols, Recorded));
        Assert.Equal([Path.Combine(root.Path, $"{Id}/elf"), Path.Combine(root.Path, $"{Id}/debug")], Assert.Single(symbols.NamedModules).Files);
    }

    [Theory]
    [InlineData("opt/app/bin/app.dbg")]
    [InlineData("opt/app/bin/.debug/app.dbg")]
    [InlineData("usr/lib/debug/opt/app/bin/app.dbg")]
    [InlineData("symbols/app.dbg")]
    public void A_debug_link_is_followed_where_its_checksum_fits(string place)
    {
        byte[] debug = (Program with { BuildId = "", IsDebugOnly = true, Symbols = [new("linked", 0x1000, 0x100)] }).Write();
        ElfWriter stripped = Program with { BuildId = "", Symbols = [], Dynamic = [new("exported", 0x1800, 8)], DebugLink = "app.dbg" };
        using SymbolRoot root = new();
        root.Add(place, debug).Add("opt/app/bin/app", (stripped with { DebugChecksum = ~Crc32.Append(uint.MaxValue, debug) }).Write());
        Assert.Equal("linked", root.NameOf(Recorded, ""));

        root.Add("opt/app/bin/app", (stripped with { DebugChecksum = 1 }).Write());
        Assert.DoesNotContain("linked", root.NameOf(Recorded, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void A_separate_debug_file_alone_does_not_tell_where_code_is()
    {
        using SymbolRoot root = new();
        root.Add($"{Id}/debug", (Program with { IsDebugOnly = true }).Write());

        Assert.StartsWith("only its separate debug file was found", root.NameOf(Recorded), StringComparison.Ordinal);
    }

    [Fact]
    public void The_vdso_is_found_in_the_cache()
    {
        using SymbolRoot root = new();
        root.Add($"debug/{Id}/vdso", Named("__vdso_clock_gettime"));

        Assert.Equal("__vdso_clock_gettime", root.NameOf("[vdso]"));
    }

    [Fact]
    public void Resolvers_come_before_files_and_an_equal_module_is_asked_for_once()
    {
        using SymbolRoot root = new();
        root.Add("app", Named("file"));
        OneName resolver = new();
        using RecordingSymbols symbols = new(new SymbolOptions { Roots = [root.Path], Resolvers = [resolver], OpenRecordedFiles = false }, isFile: true);

        Assert.Equal("own", NameOf(symbols, "/special"));
        Assert.Equal("own", NameOf(symbols, "/special"));
        Assert.Equal("file", NameOf(symbols, Recorded));
        Assert.Equal(["/special", Recorded], resolver.Asked);
    }

    [Fact]
    public void A_load_that_may_open_nothing_says_so()
    {
        using RecordingSymbols symbols = new(new SymbolOptions(), isFile: false);
        FlameScope.Symbols.Modules.ModuleSymbols module = symbols.Of(new SymbolModule { Path = "/usr/bin/env", Kind = SymbolModuleKind.File, BuildId = BuildId });
        Assert.True(module.Find(0x1000, 0).Name.IsEmpty);
        module.UnnamedSamples += 12;

        SymbolNote note = Assert.Single(symbols.CreateNotes());
        Assert.Equal(("/usr/bin/env", 12, "this load may open no file beside its input", BuildId), (note.Module, note.Samples, note.Reason, note.BuildId));
        Assert.Contains("--symbols", note.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_is_not_there_is_told()
    {
        using RecordingSymbols symbols = Open("/no/such/folder");
        NameOf(symbols, Recorded);

        Assert.Contains(symbols.CreateNotes(), note => note is { Module: "", File: "/no/such/folder", Reason: "it is neither a folder nor an archive" });
    }

    private sealed class OneName : ISymbolResolver, ISymbolTable
    {
        public List<string> Asked { get; } = [];

        public ISymbolTable? Find(SymbolModule wanted)
        {
            Asked.Add(wanted.Path);
            return wanted.Path == "/special" ? this : null;
        }

        public SymbolMatch Find(ulong address, long time) => new("own"u8);
    }
}
