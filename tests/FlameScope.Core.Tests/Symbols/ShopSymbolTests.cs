using System.Globalization;
using FlameScope.Core.Tests.Corpus;
using FlameScope.Formats;
using FlameScope.Symbols;
using FlameScope.Symbols.Modules;

namespace FlameScope.Core.Tests.Symbols;

/// <summary>The symbols of the corpus's recordings, as the archive beside the repository has them.</summary>
public sealed class ShopSymbolTests
{
    [Theory]
    [InlineData("/opt/shop/bin/shop", "86255175ca06a81bfa7cd70b7402a498beba0dc4")]
    [InlineData("/opt/shop/bin/shop", "")]
    [InlineData("/opt/shop/bin/shop-report", "2ed303bafc5a70bbaf6a68714b2cd2cbe5f42a8f")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libc.so.6", "93ac61ec5a8eb1396f9fbd350e3169a558528a40")]
    [InlineData("/usr/lib/x86_64-linux-gnu/libc.so.6", "")]
    [InlineData("[vdso]", "b0af7178ba47aca58d16966d2c4d17c913589189")]
    public void Modules_are_found_in_the_archive(string path, string buildId)
    {
        using RecordingSymbols symbols = Open();
        ModuleSymbols found = symbols.Of(new SymbolModule { Path = path, Kind = SymbolModuleKind.File, BuildId = buildId });

        Assert.True(found.HasTable, found.Note?.Text);
    }

    [Theory]
    [InlineData("85c7e4e2ed76f4417e8aaad7c6b040d2bb897a26")]
    [InlineData("")]
    public void The_kernel_is_found_in_the_archive(string buildId)
    {
        using RecordingSymbols symbols = Open();
        ModuleSymbols found = symbols.Of(new SymbolModule { Path = "[kernel.kallsyms]", Kind = SymbolModuleKind.Kernel, BuildId = buildId });

        Assert.True(found.HasTable, found.Note?.Text);
        Assert.Equal(buildId.Length == 0 ? 1 : 0, symbols.CreateNotes().Count);
    }

    [Fact]
    public void The_dump_of_the_compiled_code_is_found_by_name()
    {
        using RecordingSymbols symbols = Open();
        symbols.AddJitDump(3485, "/tmp/shop/jit-3485.dump");
        ModuleSymbols found = symbols.Of(new SymbolModule { Path = "/tmp/perf-3485.map", Kind = SymbolModuleKind.Jit, ProcessId = 3485 });

        long late = long.Parse("11e012e7aab", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal("Tier1 Prices::lookup; [osr]"u8, found.Find(0x7f1e0ed73200, late).Name);
    }

    private static RecordingSymbols Open()
    {
        string? archive = CorpusFiles.Beside is null ? null : Path.Combine(CorpusFiles.Beside, "binary/shop/symbols.tar.zst");
        Assert.SkipUnless(File.Exists(archive), "the corpus is not beside the repository");
        return new RecordingSymbols(new SymbolOptions { Roots = [archive!], OpenRecordedFiles = false }, isFile: true);
    }
}
