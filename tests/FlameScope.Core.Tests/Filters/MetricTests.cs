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
        FlameTree tree = FlameTree.Build(builder.Build(), options: new FlameTreeOptions { Weight = SampleWeight.Period });
        Assert.Equal((new Metric(metric, unit), 42L, 2L), (tree.Metric, tree.Total, tree.Coverage.Shown));
    }

    [Fact]
    public void Samples_are_counted_by_default() =>
        Assert.Equal(Metric.Samples, FlameTree.Build(Stores.Of((0, "a", "x"))).Metric);

    [Fact]
    public void Periods_that_do_not_fit_are_refused_rather_than_wrapped()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "a", "x", weight: long.MaxValue);
        builder.Add(1, "a", "x", weight: 1);
        SampleStore store = builder.Build();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => FlameTree.Build(store, options: new FlameTreeOptions { Weight = SampleWeight.Period }));
        Assert.Contains("more than 2^63 - 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, FlameTree.Build(store).Total);
    }
}
