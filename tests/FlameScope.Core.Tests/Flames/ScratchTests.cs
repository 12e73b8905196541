using FlameScope.Export;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Samples;

namespace FlameScope.Core.Tests.Flames;

public sealed class ScratchTests
{
    [Fact]
    public void Slices_asked_for_one_after_the_other_do_not_show_in_each_other()
    {
        SampleStore store = Stores.Of((0, "a", "x;y"), (1, "b", "x;y"), (2, "a", "x"), (3, "c", "x;z"));
        long[] fresh = Totals(store, 1);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(fresh, Totals(store, 1));
            Assert.Equal(4, FlameTree.Create(store).Total);
        }
    }

    [Theory]
    [InlineData(SampleWeight.Count)]
    [InlineData(SampleWeight.Value)]
    public void Threads_that_share_thousands_of_stacks_have_what_each_has_alone(SampleWeight weight)
    {
        SampleStoreBuilder builder = new();
        for (int i = 0; i < 20_000; i++)
        {
            builder.Add(i, "pool", $"main;task{i % 1_999};leaf{i % 3}", thread: i % 7, weight: 1 + (i % 5));
        }

        SampleStore store = builder.Build();
        FlameTreeOptions options = new() { Root = RootGrouping.Thread };
        FlameTree whole = FlameTree.Create(store.WeighedBy(weight), options);
        FlameTree[] alone = [.. Enumerable.Range(0, 7).Select(thread =>
            FlameTree.Create(store.Where(new SampleFilter { Where = SampleCondition.Thread(thread) }).WeighedBy(weight), options))];
        Assert.Equal(alone.SelectMany(tree => LinesOf(tree)).Order(), LinesOf(whole).Order());
        Assert.Equal(LinesOf(whole), LinesOf(FlameTree.Create(store.WeighedBy(weight), options)));
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        SampleStore store = Stores.Of([.. Enumerable.Range(0, 2_000).Select(i => ((long)i, $"c{i % 5}", $"a{i % 7};b{i % 11};c{i % 3}"))]);
        long[] expected = Totals(store, 500);
        Parallel.For(0, 200, _ => Assert.Equal(expected, Totals(store, 500)));
    }

    [Fact]
    public void Marks_start_anew_when_they_run_out()
    {
        SampleStore store = Stores.Of((0, "a", "x;y"), (1, "b", "x"));
        StackScratch scratch = store.StackScratch.Get();
        scratch.DrawMarks(1);
        scratch.Counts[1].Owner = 5;
        Assert.Equal(2, scratch.DrawMarks(int.MaxValue - 3));
        Assert.Equal(1, scratch.DrawMarks(10));
        Assert.Equal(0, scratch.Counts[1].Owner);
    }

    private static string[] LinesOf(FlameTree tree) => new FoldedExporter().ExportToString(tree).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static long[] Totals(SampleStore store, long end) =>
        FlameTree.Create(store.Slice(new TimeRange(0, end))).TotalValues.ToArray();
}
