using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Filters;

public sealed class SampleConditionTests
{
    [Fact]
    public void A_condition_reads_as_it_was_composed()
    {
        SampleCondition condition = (SampleCondition.Command("java") | SampleCondition.Process(7))
            & !SampleCondition.Frame(FramePattern.Parse("/gc/") with { Position = FramePosition.Leaf }) & SampleCondition.Cpu(1);
        Assert.Equal("((command =java | process 7) & !(frame leaf /gc/) & CPU 1)", condition.ToString());
    }

    [Fact]
    public void Conditions_are_equal_by_what_they_ask()
    {
        Assert.Equal(Ask(), Ask());
        Assert.Equal(Ask().GetHashCode(), Ask().GetHashCode());
        Assert.NotEqual(Ask(), !Ask());
        Assert.Equal(Ask(), !!Ask());
        Assert.Equal(new SampleFilter { Where = Ask() }, new SampleFilter().And(Ask()));

        static SampleCondition Ask() => SampleCondition.Thread(3) & SampleCondition.Frame(FramePattern.Parse("malloc"));
    }

    [Fact]
    public void All_of_nothing_holds_and_any_of_nothing_does_not()
    {
        SampleStore store = Stores.Of((0, "a", "x"));
        Assert.Equal(1, Count(store, SampleCondition.All()));
        Assert.Equal(0, Count(store, SampleCondition.Any()));
    }

    [Fact]
    public void Ten_thousand_conditions_in_a_row_are_no_deeper_than_one()
    {
        SampleCondition chain = SampleCondition.Thread(0);
        for (int thread = 1; thread < 10_000; thread++)
        {
            chain |= SampleCondition.Thread(thread);
        }

        Assert.Equal(1, Count(Stores.Of((0, "a", "x")), chain));
    }

    [Fact]
    public void An_event_that_the_profile_does_not_have_is_refused() =>
        Assert.Throws<ArgumentException>(() => Count(Stores.Of((0, "a", "x")), SampleCondition.Event("faults")));

    [Fact]
    public void One_kind_of_event_of_several_can_be_asked_for()
    {
        SampleStoreBuilder builder = new();
        builder.Add(0, "a", "x", "cycles:u");
        builder.Add(1, "a", "x", "faults");
        builder.Add(2, "a", "x", "faults");
        SampleStore store = builder.Build();
        SampleFilter all = new() { Event = EventSelection.All };
        Assert.Equal(2, FlameTree.Create(store.Where(all.And(SampleCondition.Event("faults")))).Total);
        Assert.Equal(1, FlameTree.Create(store.Where(all.And(SampleCondition.Event("cycles")))).Total);
        Assert.Equal(3, FlameTree.Create(store.Where(all.And(SampleCondition.Event("all")))).Total);
    }

    [Fact]
    public void A_range_of_time_needs_a_clock()
    {
        SampleStoreBuilder builder = new() { TimeAxis = TimeAxis.None };
        builder.Add(0, "a", "x");
        Assert.Throws<InvalidOperationException>(() => Count(builder.Build(), SampleCondition.During(new TimeRange(0, 1))));
    }

    private static long Count(SampleStore store, SampleCondition condition) =>
        FlameTree.Create(store.Where(new SampleFilter { Where = condition })).Total;
}
