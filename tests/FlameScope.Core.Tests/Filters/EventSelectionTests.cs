using FlameScope.Formats;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Filters;

public sealed class EventSelectionTests
{
    [Fact]
    public void The_first_event_is_shown_by_default_and_others_are_counted()
    {
        FlameTree tree = FlameTree.Create(TwoEvents());
        Assert.Equal("cycles:ppp", tree.EventName);
        Assert.Equal(1, tree.Total);
        Assert.Equal(2, tree.Coverage.FilteredByEvent);
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("faults", 2)]
    [InlineData("cycles:ppp", 1)]
    [InlineData("cycles", 1)]
    public void An_event_is_chosen_by_its_name_with_or_without_modifiers(string name, int shown) =>
        Assert.Equal(
            shown, FlameTree.Create(TwoEvents().Where(new SampleFilter { Event = EventSelection.Named(name) })).Total);

    [Fact]
    public void An_unknown_event_is_refused_with_the_known_ones_named()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
            FlameTree.Create(TwoEvents().Where(new SampleFilter { Event = EventSelection.Named("cycle") })));
        Assert.Equal("No single event fits \"cycle\"; the profile has: cycles:ppp, faults. Did you mean 'cycles:ppp'?", error.Message);
    }

    private static SampleStore TwoEvents()
    {
        SampleStoreBuilder builder = new();
        builder.Add(2, "a", "main", "cycles:ppp");
        builder.Add(0, "a", "main", "faults");
        builder.Add(1, "a", "main", "faults");
        return builder.Build();
    }
}
