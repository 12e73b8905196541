using FlameScope.Formats;

namespace FlameScope.Core.Tests.Filters;

public sealed class MetricTests
{
    [Theory]
    [InlineData("cpu-clock:ppp", "cpu-clock", "ns")]
    [InlineData("task-clock:u", "task-clock", "ns")]
    [InlineData("cycles", "cycles", "cycles")]
    [InlineData("cpu/cycles,period=1000/u", "cycles", "cycles")]
    [InlineData("page-faults:u", "page-faults", "faults")]
    [InlineData("LLC-load-misses", "LLC-load-misses", "misses")]
    [InlineData("sched:sched_switch", "sched:sched_switch", "events")]
    [InlineData("kmem:bytes", "kmem:bytes", "bytes")]
    public void The_unit_of_periods_is_the_events(string name, string metric, string unit)
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "a", "x", name, weight: 40);
        builder.Add(1, "a", "x", name, weight: 2);
        FlameTree tree = FlameTree.Create(builder.Build().WeighedBy(SampleWeight.Value));
        Assert.Equal((new Metric(metric, unit), 42L, 2L), (tree.Metric, tree.Total, tree.Coverage.Shown));
    }

    [Fact]
    public void Samples_are_counted_by_default() =>
        Assert.Equal(Metric.Samples, FlameTree.Create(Stores.Of((0, "a", "x"))).Metric);

    [Fact]
    public void Sums_that_do_not_fit_stop_at_the_largest_number_and_say_so()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "a", "main;x", weight: long.MaxValue);
        builder.Add(1, "a", "main;y", weight: long.MaxValue);
        builder.Add(2, "b", "main;x", weight: 1);
        SampleStore store = builder.Build();
        FlameTree tree = FlameTree.Create(store.WeighedBy(SampleWeight.Value));
        HeatMap map = HeatMap.Create(store.WeighedBy(SampleWeight.Value));
        Assert.All([tree.Coverage, map.Coverage], coverage => Assert.Equal((3, long.MaxValue, true), (coverage.Shown, coverage.ShownWeight, coverage.IsSaturated)));
        Assert.Equal((long.MaxValue, long.MaxValue), (tree.Total, map.Maximum));
        Assert.All(tree.TotalValues.ToArray(), total => Assert.InRange(total, 0, long.MaxValue));
        Assert.Equal(3, FlameTree.Create(store).Total);
        Assert.False(FlameTree.Create(store).Coverage.IsSaturated);
    }
}
