using System.Globalization;
using System.Text.Json;
using FlameScope.Export;
using FlameScope.Export.Text;

namespace FlameScope.Core.Tests.Export;

public sealed class FlameDiffExporterTests
{
    [Fact]
    public void A_difference_is_written_as_its_golden_json() =>
        GoldenFiles.AssertEqual("change.flamediff.json", new JsonFlameDiffExporter().ExportToString(ExampleProfiles.Change()));

    [Fact]
    public void Folded_differences_have_the_baseline_first_and_zeros_for_what_is_not_there() =>
        Assert.Equal(
            "app;main;old 50 0\napp;main;parse 100 20\napp;main;parse;retry 0 130\napp;main;rare 1 0\napp;main;same 49 50\n",
            new FoldedDiffExporter().ExportToString(ExampleProfiles.Change()));

    [Fact]
    public void Each_column_of_a_folded_difference_is_the_folded_tree_of_its_side()
    {
        FlameDiff diff = ExampleProfiles.EvilChange();
        string[][] lines = [.. new FoldedDiffExporter().ExportToString(diff).Split('\n')[..^1].Select(SplitLine)];
        Assert.Equal(FoldedOf(diff.Baseline), lines.Where(line => line[1] != "0").Select(line => $"{line[0]} {line[1]}"));
        Assert.Equal(FoldedOf(diff.Examined), lines.Where(line => line[2] != "0").Select(line => $"{line[0]} {line[2]}"));

        static string[] FoldedOf(FlameTree tree) => new FoldedExporter().ExportToString(tree).Split('\n')[..^1];

        static string[] SplitLine(string line)
        {
            int last = line.LastIndexOf(' ');
            int middle = line.LastIndexOf(' ', last - 1);
            return [line[..middle], line[(middle + 1)..last], line[(last + 1)..]];
        }
    }

    [Fact]
    public void Every_node_of_the_json_has_the_values_of_the_difference()
    {
        FlameDiff diff = ExampleProfiles.Change(new FlameDiffOptions { Mode = FlameDiffMode.PerSecond });
        using JsonDocument json = JsonDocument.Parse(new JsonFlameDiffExporter().ExportToString(diff));
        Assert.Equal("perSecond", json.RootElement.GetProperty("mode").GetString());
        Assert.Equal(200, json.RootElement.GetProperty("baseline").GetProperty("total").GetInt64());
        Assert.Equal(diff.Baseline.Duration, json.RootElement.GetProperty("baseline").GetProperty("duration").GetInt64());
        int next = 0;
        Check(json.RootElement);
        Assert.Equal(diff.Count, next);

        void Check(JsonElement element)
        {
            FlameDiffNode node = diff[next++];
            Assert.Equal(node.Node.NameText, element.GetProperty("n").GetString());
            Assert.Equal(node.BaselineSelf, element.GetProperty("baselineSelf").GetInt64());
            Assert.Equal(node.ExaminedSelf, element.GetProperty("examinedSelf").GetInt64());
            Assert.Equal(node.SelfDelta, element.GetProperty("selfDelta").GetDouble());
            Assert.Equal(node.TotalDelta, element.GetProperty("totalDelta").GetDouble());
            Assert.Equal(node.AdjustedPValue, element.GetProperty("pValue").GetDouble());
            Assert.Equal(node.IsSignificant, element.GetProperty("significant").GetBoolean());
            foreach (JsonElement child in element.GetProperty("c").EnumerateArray())
            {
                Check(child);
            }
        }
    }

    [Fact]
    public void The_functions_of_a_difference_are_a_record_each_that_reads_back()
    {
        FlameDiff diff = ExampleProfiles.Change();
        string[] lines = new CsvFrameDiffExporter().ExportToString(diff).Split('\n');
        Assert.StartsWith("function,kind,module,baseline_self,baseline_total,", lines[0], StringComparison.Ordinal);
        IReadOnlyList<FrameDiffRow> rows = diff.Frames();
        Assert.Equal(rows.Count + 2, lines.Length);
        for (int i = 0; i < rows.Count; i++)
        {
            string[] fields = lines[i + 1].Split(',');
            Assert.Equal($"\"{rows[i].Name}\"", fields[0]);
            Assert.Equal(rows[i].ExaminedTotal, long.Parse(fields[6], CultureInfo.InvariantCulture));
            Assert.Equal(rows[i].TotalDelta, double.Parse(fields[8], CultureInfo.InvariantCulture));
            Assert.Equal(rows[i].IsSignificant ? "true" : "false", fields[10]);
        }
    }
}
