using FlameScope.Symbols;
using static FlameScope.Core.Tests.Symbols.Demangling;

namespace FlameScope.Core.Tests.Symbols;

/// <summary>Names of real programs and libraries beside what binutils 2.40 and perf 6.1 make of them.</summary>
public sealed class GoldenNameTests
{
    [Theory]
    [InlineData("cpp.tsv")] // c++filt -p -i; some are damaged, some are wrapped so that their parameters show
    [InlineData("rust.tsv")] // c++filt -p -i
    [InlineData("perf.tsv")] // perf script --no-demangle, perf script
    public void Names_are_shown_as_binutils_and_perf_print_them(string file)
    {
        Demangler demangler = new();
        List<(string Name, string Shown)> pairs = Pairs(file);
        Assert.True(pairs.Count > 200);
        Assert.All(pairs, pair => Assert.Equal(pair.Shown, Shown(demangler, pair.Name)));
    }

    [Theory]
    [InlineData("cpp.tsv")]
    [InlineData("rust.tsv")]
    [InlineData("perf.tsv")]
    public void What_is_demangled_stays_as_it_is(string file)
    {
        Demangler demangler = new();
        Assert.All(Pairs(file), pair => Assert.Equal(pair.Shown, Shown(demangler, pair.Shown)));
    }
}
