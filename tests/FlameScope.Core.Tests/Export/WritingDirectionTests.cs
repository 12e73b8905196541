using System.Text;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

/// <summary>A name with marks of the direction of writing would look like another one, and turn around what stands beside it.</summary>
public sealed class WritingDirectionTests
{
    public static TheoryData<int> Marks() =>
        [0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069];

    [Theory]
    [MemberData(nameof(Marks))]
    public void Folded_lines_and_drawings_show_a_mark_as_the_replacement_character(int mark)
    {
        string character = new Rune(mark).ToString();
        FlameTree tree = FlameTree.Create(Stores.Of((0, "app", $"a{character}b")));
        Assert.Equal("app;a\uFFFDb 1\n", new FoldedExporter().ExportToString(tree));
        foreach (bool isInteractive in (bool[])[false, true])
        {
            string svg = new SvgFlameGraphExporter(new SvgFlameGraphOptions { IsInteractive = isInteractive }).ExportToString(tree);
            Assert.Contains("a\uFFFDb", svg, StringComparison.Ordinal);
            Assert.DoesNotContain(character, svg, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("שלום")]
    [InlineData("مرحبا")]
    [InlineData("a\u2029b", "a\uFFFDb")]
    [InlineData("a\u202Fb\u2065\u206A", "a\u202Fb\u2065\u206A")]
    public void Letters_and_other_characters_stay(string name, string? expected = null) =>
        Assert.Equal(
            $"app;{expected ?? name} 1\n",
            new FoldedExporter().ExportToString(FlameTree.Create(Stores.Of((0, "app", name)))));
}
