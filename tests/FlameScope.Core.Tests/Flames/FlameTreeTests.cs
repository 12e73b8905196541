using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;

namespace FlameScope.Core.Tests.Flames;

public sealed class FlameTreeTests
{
    [Fact]
    public void Stacks_are_merged_with_self_and_total()
    {
        FlameTree tree = FlameTree.Create(Stores.Of(
            (1, "app", "main;run;leaf"), (2, "app", "main;run"), (3, "app", "main;run;leaf"), (4, "app", "main;alt")));
        Assert.Equal(
            """
            root 0/4
             app 0/4
              main 0/4
               alt 1/1
               run 1/3
                leaf 2/2
            """,
            Draw(tree));
    }

    [Fact]
    public void Children_are_ordered_by_the_bytes_of_their_names_whatever_came_first()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((1, "b", "z"), (2, "b", "Z"), (3, "b", "ä"), (4, "a", "x"), (5, "b", "a")));
        Assert.Equal(["a", "b"], tree.Root.Children.Select(node => node.NameText));
        Assert.Equal(["Z", "a", "z", "ä"], tree.Root.Children.Last().Children.Select(node => node.NameText));
    }

    [Fact]
    public void Frames_of_one_name_and_kind_are_one_node_whatever_their_module()
    {
        SampleStoreBuilder builder = new();
        Add(builder, "[unknown]"u8, "liba.so"u8, FrameKind.User);
        Add(builder, "[unknown]"u8, "libb.so"u8, FrameKind.User);
        Add(builder, "[unknown]"u8, "[kernel.kallsyms]"u8, FrameKind.Kernel);
        FlameNode[] nodes = [.. FlameTree.Create(builder.Build()).Root.Children.Single().Children];
        Assert.Equal([FrameKind.User, FrameKind.Kernel], nodes.Select(node => node.Kind!.Value));
        Assert.Equal([2, 1], nodes.Select(node => node.Total));
        Assert.Equal("", Encoding.UTF8.GetString(nodes[0].Module));
        Assert.Equal("[kernel.kallsyms]", Encoding.UTF8.GetString(nodes[1].Module));
    }

    [Fact]
    public void A_stackless_sample_stands_as_its_root_frame_alone()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((1, "app", ""), (2, "app", "main")));
        Assert.Equal("root 0/2\n app 1/2\n  main 1/1", Draw(tree));
        Assert.Equal(1, tree.Coverage.Stackless);
    }

    [Fact]
    public void A_stackless_sample_without_root_frame_stands_at_the_root()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((1, "app", ""), (2, "app", "main")), new FlameTreeOptions { Root = RootGrouping.None });
        Assert.Equal("root 1/2\n main 1/1", Draw(tree));
    }

    [Fact]
    public void Threads_of_one_process_are_joined_whatever_they_are_named()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, ".NET TP Worker", "work", process: 10, thread: 12);
        builder.Add(2, "app", "main", process: 10, thread: 10);
        builder.Add(3, "app", "main", process: 20, thread: 20);
        SampleStore store = builder.Build();
        Assert.Equal(["app-10", "app-20"], Roots(store, RootGrouping.Process));
        Assert.Equal([".NET TP Worker-12", "app-10", "app-20"], Roots(store, RootGrouping.Thread));
        Assert.Equal([".NET TP Worker", "app"], Roots(store, RootGrouping.Command));
        Assert.Equal(["main", "work"], Roots(store, RootGrouping.None));
    }

    [Fact]
    public void Without_process_ids_a_process_is_known_by_its_thread()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "app", "main", process: -1, thread: 10);
        builder.Add(2, "app", "main", process: -1, thread: 11);
        Assert.Equal(["app-10", "app-11"], Roots(builder.Build(), RootGrouping.Process));
    }

    [Fact]
    public void A_thread_without_a_name_is_shown_as_unknown() =>
        Assert.Equal(["[unknown]"], Roots(Stores.Of((1, "", "main")), RootGrouping.Command));

    [Fact]
    public void Adjacent_slices_partition_the_samples()
    {
        SampleStore store = Stores.Of((0, "a", "x"), (10, "a", "x"), (10, "a", "y"), (20, "a", "x"));
        Assert.Equal(1, FlameTree.Create(store.Slice(new TimeRange(0, 10))).Total);
        Assert.Equal(2, FlameTree.Create(store.Slice(new TimeRange(10, 20))).Total);
        Assert.Equal(1, FlameTree.Create(store.Slice(new TimeRange(20, 21))).Total);
        Assert.Equal(0, FlameTree.Create(store.Slice(new TimeRange(0, 0))).Total);
        Assert.Equal(4, FlameTree.Create(store).Total);
    }

    [Fact]
    public void An_empty_slice_gives_an_empty_tree()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((5, "a", "x")).Slice(new TimeRange(0, 0)));
        Assert.Equal(1, tree.Count);
        Assert.Empty(tree.Root.Children);
        Assert.Equal(1, tree.Coverage.FilteredByRange);
    }

    [Fact]
    public void Idle_samples_are_left_out_and_counted_unless_asked_for()
    {
        SampleStoreBuilder builder = new();
        builder.Add(1, "swapper", "do_idle;native_safe_halt", process: 0, thread: 0, activity: SampleActivity.Idle);
        builder.Add(2, "app", "main");
        SampleStore store = builder.Build();
        Assert.Equal(1, FlameTree.Create(store).Total);
        Assert.Equal(1, FlameTree.Create(store).Coverage.Idle);
        Assert.Equal(2, FlameTree.Create(store.Where(new SampleFilter { IncludeIdle = true })).Total);
    }

    [Fact]
    public void Trees_of_several_stores_add_up()
    {
        FlameTree merged = FlameTree.Merge(
        [
            FlameTree.Create(Stores.Of((1, "app", "main;run"), (2, "app", "main"))),
            FlameTree.Create(Stores.Of((7, "app", "main;run;leaf"), (8, "web", "main"))),
        ]);
        Assert.Equal(
            """
            root 0/4
             app 0/3
              main 1/3
               run 1/2
                leaf 1/1
             web 0/1
              main 1/1
            """,
            Draw(merged));
        Assert.Equal(4, merged.Coverage.Shown);
        Assert.Null(merged.Range);
    }

    [Fact]
    public void Merging_trees_whose_roots_have_samples_of_their_own_keeps_the_total()
    {
        FlameTreeOptions ungrouped = new() { Root = RootGrouping.None };
        FlameTree merged = FlameTree.Merge(
        [
            FlameTree.Create(Stores.Of((1, "app", "main"), (2, "app", ""), (3, "app", "")), ungrouped),
            FlameTree.Create(Stores.Of((7, "app", "main;run"), (8, "web", "")), ungrouped),
        ]);
        Assert.Equal(
            """
            root 3/5
             main 1/2
              run 1/1
            """,
            Draw(merged));
        Assert.Equal(3, merged.Coverage.Stackless);
    }

    // Whole slices share every sample, halves none, and neighbours of a third leave the rest out.
    [Theory]
    [InlineData(0, 4, 4, 8, 8, 8, 0)]
    [InlineData(0, 2, 2, 4, 8, 4, 4)]
    [InlineData(0, 8, 0, 8, 16, 16, 0)]
    public void The_account_of_merged_slices_has_every_sample_of_the_profile_once_unless_they_overlap(
        long from, long to, long otherFrom, long otherTo, long samples, long shown, long outside)
    {
        SampleStore store = Stores.Of([.. Enumerable.Range(0, 8).Select(time => ((long)time, "app", "main"))]);
        Coverage merged = FlameTree.Merge(
        [
            FlameTree.Create(store.Slice(new TimeRange(from, to))),
            FlameTree.Create(store.Slice(new TimeRange(otherFrom, otherTo))),
        ]).Coverage;
        Assert.Equal((samples, shown, outside), (merged.Samples, merged.Shown, merged.FilteredByRange));
    }

    [Fact]
    public void Merging_one_tree_gives_the_same_tree()
    {
        FlameTree tree = FlameTree.Create(Stores.Of((1, "app", "main;run"), (2, "b", "main")).Slice(new TimeRange(1, 3)));
        FlameTree merged = FlameTree.Merge([tree]);
        Assert.Equal(Draw(tree), Draw(merged));
        Assert.Equal(tree.Range, merged.Range);
        Assert.Equal(tree.Coverage, merged.Coverage);
    }

    [Fact]
    public void Merging_no_tree_is_refused() => Assert.Throws<ArgumentException>(() => FlameTree.Merge([]));

    [Fact]
    public void Very_deep_stacks_need_no_stack_of_their_own()
    {
        SampleStoreBuilder builder = new();
        StackId stack = StackId.Empty;
        for (int depth = 0; depth < 200_000; depth++)
        {
            stack = builder.AddStack(stack, builder.AddFrame("recurse"u8, "app"u8, FrameKind.User));
        }

        builder.AddSample(new SampleRecord(0, stack, builder.AddThread("app"u8, 1, 1), builder.AddEventKind("e"u8)));
        FlameTree tree = FlameTree.Create(builder.Build());
        Assert.Equal(200_001, tree.MaxDepth);
        Assert.Equal(1, tree[tree.Count - 1].Self);
    }

    private static string[] Roots(SampleStore store, RootGrouping root) =>
        [.. FlameTree.Create(store, new FlameTreeOptions { Root = root }).Root.Children.Select(node => node.NameText)];

    private static void Add(SampleStoreBuilder builder, ReadOnlySpan<byte> symbol, ReadOnlySpan<byte> module, FrameKind kind) =>
        builder.AddSample(new SampleRecord(0, builder.AddStack(StackId.Empty, builder.AddFrame(symbol, module, kind)), builder.AddThread("app"u8, 1, 1), builder.AddEventKind("e"u8)));

    private static string Draw(FlameTree tree)
    {
        StringBuilder text = new();
        for (int i = 0; i < tree.Count; i++)
        {
            FlameNode node = tree[i];
            text.Append(text.Length > 0 ? "\n" : "").Append(' ', node.Depth).Append(System.Globalization.CultureInfo.InvariantCulture, $"{node.NameText} {node.Self}/{node.Total}");
        }

        return text.ToString();
    }
}
