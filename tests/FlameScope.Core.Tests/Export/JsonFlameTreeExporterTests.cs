using System.Text;
using System.Text.Json;
using FlameScope.Export;

namespace FlameScope.Core.Tests.Export;

public sealed class JsonFlameTreeExporterTests
{
    private static readonly JsonFlameTreeExporter Exporter = new();

    [Fact]
    public void A_small_tree_is_written_as_its_golden_file() =>
        GoldenFiles.AssertEqual("service.flametree.json", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));

    [Fact]
    public void Every_node_has_the_four_members_that_flamescope_prints()
    {
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Queue<JsonElement> nodes = new([json.RootElement]);
        HashSet<string?> kinds = [];
        while (nodes.TryDequeue(out JsonElement node))
        {
            kinds.Add(node.GetProperty("l").GetString());
            Assert.False(string.IsNullOrEmpty(node.GetProperty("n").GetString()));
            Assert.True(node.GetProperty("v").GetInt64() >= 0);
            foreach (JsonElement child in node.GetProperty("c").EnumerateArray())
            {
                Assert.Equal(["n", "l", "v", "c"], child.EnumerateObject().Select(member => member.Name));
                nodes.Enqueue(child);
            }
        }

        Assert.Equal(["", "inlined", "jit", "kernel", "user"], kinds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_self_counts_add_up_to_the_total()
    {
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Queue<JsonElement> nodes = new([json.RootElement]);
        long sum = 0;
        while (nodes.TryDequeue(out JsonElement node))
        {
            sum += node.GetProperty("v").GetInt64();
            foreach (JsonElement child in node.GetProperty("c").EnumerateArray())
            {
                nodes.Enqueue(child);
            }
        }

        Assert.Equal(json.RootElement.GetProperty("total").GetInt64(), sum);
        Assert.Equal(sum, json.RootElement.GetProperty("coverage").GetProperty("shown").GetInt64());
    }

    [Fact]
    public void A_slice_says_its_range_and_the_whole_has_none()
    {
        using JsonDocument whole = JsonDocument.Parse(Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Service())));
        Assert.Equal(JsonValueKind.Null, whole.RootElement.GetProperty("start").ValueKind);
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(8_000_000_000, 8_500_000_000)));
        using JsonDocument slice = JsonDocument.Parse(Exporter.ExportToString(tree));
        Assert.Equal(8_000_000_000, slice.RootElement.GetProperty("start").GetInt64());
        Assert.Equal(8_500_000_000, slice.RootElement.GetProperty("end").GetInt64());
        Assert.Equal(7_000_000_000, slice.RootElement.GetProperty("profileOrigin").GetInt64());
    }

    [Fact]
    public void A_weighted_tree_says_its_metric_and_adds_up_to_the_shown_weight()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Clock().WeighedBy(SampleWeight.Value));
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(tree));
        JsonElement metric = json.RootElement.GetProperty("metric");
        Assert.Equal(("cpu-clock", "ns"), (metric.GetProperty("name").GetString(), metric.GetProperty("unit").GetString()));
        Assert.Equal(30_600_000, json.RootElement.GetProperty("total").GetInt64());
        Assert.Equal(30_600_000, json.RootElement.GetProperty("coverage").GetProperty("shownWeight").GetInt64());
    }

    [Fact]
    public void A_tree_of_no_clock_counts_from_nowhere()
    {
        FlameTree early = FlameTree.Create(ExampleProfiles.Service());
        FlameTree late = FlameTree.Create(ExampleProfiles.Deep(1));
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(FlameTree.Merge([early, late])));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("profileOrigin").ValueKind);
    }

    [Fact]
    public void Both_sides_of_a_sandwich_are_trees_like_others()
    {
        Sandwich sandwich = Sandwich.From(FlameTree.Create(ExampleProfiles.Service()), "memcpy");
        using JsonDocument callers = JsonDocument.Parse(Exporter.ExportToString(sandwich.Callers));
        using JsonDocument callees = JsonDocument.Parse(Exporter.ExportToString(sandwich.Callees));
        foreach (JsonElement root in (JsonElement[])[callers.RootElement, callees.RootElement])
        {
            Assert.Equal(30, root.GetProperty("total").GetInt64());
            Assert.Equal("memcpy", Assert.Single(root.GetProperty("c").EnumerateArray()).GetProperty("n").GetString());
        }
    }

    [Fact]
    public void An_empty_tree_is_one_node()
    {
        FlameTree tree = FlameTree.Create(ExampleProfiles.Service().Slice(new TimeRange(0, 0)));
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(tree));
        Assert.Equal("root", json.RootElement.GetProperty("n").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("total").GetInt64());
        Assert.Empty(json.RootElement.GetProperty("c").EnumerateArray());
    }

    [Fact]
    public void Evil_names_come_back_as_they_were()
    {
        using JsonDocument json = JsonDocument.Parse(Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Evil())));
        string?[] commands = [.. json.RootElement.GetProperty("c").EnumerateArray().Select(node => node.GetProperty("n").GetString())];
        foreach (byte[] name in ExampleProfiles.EvilNames.Where(name => name.Length > 0))
        {
            Assert.Contains(Encoding.UTF8.GetString(name), commands);
        }
    }

    [Fact]
    public void The_output_may_stand_inside_a_page() =>
        Assert.DoesNotContain("<script", Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Evil())), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_stack_of_20000_frames_is_written_and_read()
    {
        string text = Exporter.ExportToString(FlameTree.Create(ExampleProfiles.Deep(20_000)));
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 100_000 });
        int deepest = 0;
        while (reader.Read())
        {
            deepest = Math.Max(deepest, reader.CurrentDepth);
        }

        Assert.Equal((20_000 + 2) * 2, deepest + 1);
    }
}
