using FlameScope.Export;

namespace FlameScope.Core.Tests.Corpus;

/// <summary>What perf demangled and what it left raw are one.</summary>
public sealed class DemanglingTests
{
    [Fact]
    public void Raw_names_give_the_stacks_that_perf_prints_demangled()
    {
        Assert.SkipWhen(CorpusFiles.Beside is null, "The corpus is not beside the repository.");
        Assert.Equal(Folded(CorpusFiles.Load("formats/01-default.txt")), Folded(CorpusFiles.Load("formats/20-no-demangle.txt")));
        Assert.Equal(Folded(CorpusFiles.Load("formats/41-dwarf-no-inline.txt")), Folded(CorpusFiles.Load("formats/42-dwarf-no-demangle.txt")));
    }

    [Fact]
    public void Names_stay_raw_where_asked_for()
    {
        Assert.SkipWhen(CorpusFiles.Beside is null, "The corpus is not beside the repository.");
        Assert.Contains("_ZN", Folded(CorpusFiles.LoadRaw("formats/20-no-demangle.txt")), StringComparison.Ordinal);
        Assert.DoesNotContain("_ZN", Folded(CorpusFiles.Load("formats/20-no-demangle.txt")), StringComparison.Ordinal);
    }

    private static string Folded(SampleStore store) =>
        new FoldedExporter().ExportToString(FlameTree.Create(store.Where(new SampleFilter { IncludeIdle = true })));
}
