using CsCheck;
using FlameScope.Perturbations;
using static FlameScope.Core.Tests.RandomProfiles;

namespace FlameScope.Core.Tests.Flames;

public sealed class SandwichTests
{
    [Fact]
    public void Callers_and_callees_meet_in_the_function()
    {
        FlameTree tree = FlameTree.Create(Stores.Of(
            (0, "app", "main;read;copy"), (1, "app", "main;write;copy;check"), (2, "app", "main;write"), (3, "app", "copy")));
        Sandwich sandwich = Sandwich.From(tree, "copy");
        Assert.Equal(
            ["copy_User;app 1", "copy_User;read_User;main_User;app 1", "copy_User;write_User;main_User;app 1"],
            Fold(sandwich.Callers).Select(line => $"{line.Key} {line.Value}"));
        Assert.Equal(["copy_User 2", "copy_User;check_User 1"], Fold(sandwich.Callees).Select(line => $"{line.Key} {line.Value}"));
    }

    [Fact]
    public void A_function_that_calls_itself_counts_once()
    {
        Sandwich sandwich = Sandwich.From(FlameTree.Create(Stores.Of((0, "app", "f;g;f;h"), (1, "app", "f"))), "f");
        Assert.Equal((2, 2), (sandwich.Callers.Total, sandwich.Callees.Total));
        Assert.Equal(["f_User;app 2"], Fold(sandwich.Callers).Select(line => $"{line.Key} {line.Value}"));
        Assert.Equal(["f_User 1", "f_User;g_User;f_User;h_User 1"], Fold(sandwich.Callees).Select(line => $"{line.Key} {line.Value}"));
    }

    [Fact]
    public void Both_totals_are_the_functions_in_the_table() =>
        Profiles.Sample(samples =>
        {
            FlameTree tree = FlameTree.Create(StoreOf(samples).Where(new SampleFilter { Event = EventSelection.All }));
            foreach (TopRow row in TopTable.From(tree).Rows)
            {
                Sandwich sandwich = Sandwich.From(tree, row.Name, row.Kind);
                Assert.Equal(row.Total, sandwich.Callers.Total);
                Assert.Equal(row.Total, sandwich.Callees.Total);
            }
        });

    [Fact]
    public void A_function_that_is_not_there_gives_empty_views()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((0, "app", "main")));
        Assert.Equal(0, Sandwich.From(tree, "app").Callers.Total);
        Assert.Equal(0, Sandwich.From(tree, "main", FrameKind.Kernel).Callees.Total);
    }
}
