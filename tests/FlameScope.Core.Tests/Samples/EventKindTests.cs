using FlameScope.Export;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Samples;

public sealed class EventKindTests
{
    private static readonly EventKind Allocations = new() { Unit = "bytes", Counting = EventCounting.Aggregated };

    [Fact]
    public void Aggregated_values_are_what_every_view_shows_by_default()
    {
        SampleStore store = Allocated();
        Metric bytes = new("alloc_space", "bytes");

        HeatMap map = HeatMap.Create(store);
        Assert.Equal((bytes, 4096L, 4097L), (map.Metric, map.Maximum, map.Values.ToArray().Sum()));

        FlameTree tree = FlameTree.Create(store);
        Assert.Equal((bytes, 4097L, 2L, 4097L), (tree.Metric, tree.Total, tree.Coverage.Shown, tree.Coverage.ShownWeight));
        Assert.Equal(4096, NodeOf(tree, "hot").Self);
        Assert.Equal(1, NodeOf(tree, "cold").Self);

        TopTable table = TopTable.Create(store);
        Assert.Equal((bytes, 4097L), (table.Metric, table.Total));
        Assert.Equal([("main", 0, 4097), ("hot", 4096, 4096), ("cold", 1, 1)], table.Rows.Select(row => (row.Name, row.Self, row.Total)).OrderByDescending(row => row.Total));

        FlameDiff diff = FlameDiff.Create(FlameTree.Create(store), tree);
        Assert.Equal([4096, 1], diff.Frames().Where(row => row.Name is "hot" or "cold").Select(row => row.ExaminedSelf).OrderDescending());
    }

    [Fact]
    public void Exporters_write_aggregated_values_by_default()
    {
        SampleStore store = Allocated();
        FlameTree tree = FlameTree.Create(store);
        Assert.Equal(["app;main;cold 1", "app;main;hot 4096"], new FoldedExporter().ExportToString(tree).Trim().Split('\n').Order(StringComparer.Ordinal));
        Assert.Contains("4,096 bytes", new SvgFlameGraphExporter().ExportToString(tree), StringComparison.Ordinal);
        Assert.Contains("4097", new JsonFlameTreeExporter().ExportToString(tree), StringComparison.Ordinal);
        Assert.Contains("4096", new CsvTopTableExporter().ExportToString(TopTable.Create(store)), StringComparison.Ordinal);
        Assert.Contains("4096", new CsvHeatMapExporter().ExportToString(HeatMap.Create(store)), StringComparison.Ordinal);
        Assert.Contains("4096", new JsonHeatMapExporter().ExportToString(HeatMap.Create(store)), StringComparison.Ordinal);
        Assert.Contains("\"bytes\"", new SpeedscopeExporter().ExportToString(store), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_counted_where_that_is_asked_for()
    {
        FlameTree tree = FlameTree.Create(Allocated().WeighedBy(SampleWeight.Count));
        Assert.Equal((Metric.Samples, 2L), (tree.Metric, tree.Total));
    }

    [Fact]
    public void A_kind_in_bytes_adds_up_values_however_it_was_counted()
    {
        SampleStoreBuilder builder = new();
        Add(builder, "allocations", new EventKind { Unit = "bytes", Counting = EventCounting.Sampled }, "x", 512);
        Assert.Equal((512, "bytes"), (FlameTree.Create(builder.Build()).Total, FlameTree.Create(builder.Build()).Metric.Unit));
    }

    [Fact]
    public void The_kind_that_its_format_marks_is_shown_before_the_first_one_seen()
    {
        SampleStoreBuilder builder = new();
        Add(builder, "first", new EventKind(), "x");
        Add(builder, "marked", new EventKind { IsDefault = true }, "y");
        SampleStore store = builder.Build();
        Assert.Equal((new EventKindId(1), "marked"), (store.DefaultEventKind, FlameTree.Create(store).EventName));
    }

    [Fact]
    public void Off_cpu_time_is_shown_by_default_only_where_there_is_nothing_else()
    {
        EventKind off = new() { Clock = EventClock.OffCpu, Unit = "ns" };
        SampleStoreBuilder builder = new();
        Add(builder, "off-cpu", off, "wait");
        Assert.Equal("off-cpu", FlameTree.Create(builder.Build()).EventName);
        Add(builder, "cycles", new EventKind(), "run");
        Assert.Equal("cycles", FlameTree.Create(builder.Build()).EventName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SampleWeight.Count)]
    [InlineData(SampleWeight.Value)]
    public void All_kinds_together_are_counted_in_samples_whatever_is_asked_for(SampleWeight? weight)
    {
        SampleStoreBuilder builder = new();
        Add(builder, "alloc_space", Allocations, "hot", 4096);
        Add(builder, "cpu", new EventKind { Unit = "ns" }, "hot", 10_000_000);
        ProfileSlice all = builder.Build().Where(new SampleFilter { Event = EventSelection.All }).WeighedBy(weight);
        FlameTree tree = FlameTree.Create(all);
        Assert.Equal(("all", Metric.Samples, 2L), (tree.EventName, tree.Metric, tree.Total));
        Assert.Equal((Metric.Samples, 2L), (HeatMap.Create(all).Metric, HeatMap.Create(all).Values.ToArray().Sum()));
    }

    private static FlameNode NodeOf(FlameTree tree, string name) =>
        Enumerable.Range(0, tree.Count).Select(i => tree[i]).Single(node => node.NameText == name);

    private static SampleStore Allocated()
    {
        SampleStoreBuilder builder = new();
        Add(builder, "alloc_space", Allocations, "hot", 4096);
        Add(builder, "alloc_space", Allocations, "cold", 1);
        return builder.Build();
    }

    private static void Add(SampleStoreBuilder builder, string kind, EventKind description, string leaf, long weight = 1)
    {
        StackId main = builder.AddStack(StackId.Empty, builder.AddFrame("main"u8, "app"u8, FrameKind.User));
        StackId stack = builder.AddStack(main, builder.AddFrame(System.Text.Encoding.UTF8.GetBytes(leaf), "app"u8, FrameKind.User));
        EventKindId id = builder.AddEventKind(System.Text.Encoding.UTF8.GetBytes(kind), description);
        builder.AddSample(new SampleRecord(builder.SampleCount * 100_000_000L, stack, builder.AddThread("app"u8, 1, 1), id, weight: weight));
    }
}
