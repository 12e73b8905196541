using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Export;

public sealed class FoldedExporterTests
{
    private static readonly FoldedExporter Exporter = new();

    [Fact]
    public void A_small_tree_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual("service.folded.txt", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));

    [Fact]
    public void Evil_names_are_written_as_their_golden_file() =>
        GoldenFiles.AssertEqual("evil.folded.txt", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Evil())));

    [Fact]
    public void Every_line_is_frames_a_space_and_a_count_whatever_the_names()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Evil());
        string[] lines = Exporter.ExportToString(tree).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(ExampleProfiles.EvilNames.Length, lines.Length - 1);
        foreach (string line in lines[..^1])
        {
            Assert.Equal(3, line.Split(';').Length);
            Assert.EndsWith(" 1", line, StringComparison.Ordinal);
            Assert.DoesNotContain(line, char.IsControl);
        }
    }

    [Fact]
    public void Samples_without_a_stack_stand_under_their_command() =>
        Assert.Contains("java 1\n", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())), StringComparison.Ordinal);

    [Fact]
    public void Samples_on_the_root_itself_have_a_line_of_their_own()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service(), new FlameTreeOptions { Root = RootGrouping.None });
        Assert.StartsWith("[no stack] 1\n", Exporter.ExportToString(tree), StringComparison.Ordinal);
    }

    [Fact]
    public void The_counts_add_up_to_the_total()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service().Where(new SampleFilter { Event = EventSelection.All }));
        string[] lines = Exporter.ExportToString(tree).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(tree.Total, lines.Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void An_empty_tree_is_an_empty_file() =>
        Assert.Equal("", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(0, 0)))));

    [Fact]
    public void A_stack_of_20000_frames_is_one_line()
    {
        string text = Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Deep(20_000)));
        Assert.Equal(20_000, text.Count(character => character == ';'));
        Assert.EndsWith(" 1\n", text, StringComparison.Ordinal);
    }
}
