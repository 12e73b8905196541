using FlameScope.Formats;

namespace FlameScope.Core.Tests.Flames;

/// <summary>What nodes hold where several became one, or were cut.</summary>
public sealed class JoinedNodeTests
{
    [Fact]
    public void A_node_that_is_cut_holds_what_was_below_it()
    {
        FlameTree tree = FlameTree.Create(
            Stores.Of((0, "app", "main;a"), (1, "app", "main;a"), (2, "app", "main;a"), (3, "app", "main;b;c;d")),
            new FlameTreeOptions { MinShare = 0.5, Root = RootGrouping.None });

        Assert.Equal(4, tree.Total);
        Assert.Equal(tree.Total, tree.SelfValues.ToArray().Sum());
        Assert.DoesNotContain("c", Enumerable.Range(0, tree.Count).Select(node => tree[node].NameText));
    }

    [Fact]
    public void A_node_of_frames_of_several_modules_names_none()
    {
        SampleStoreBuilder builder = new();
        EventKindId kind = builder.AddEventKind("cpu"u8);
        ThreadId thread = builder.AddThread("app"u8, 1, 1);
        foreach (string module in (string[])["one.so", "other.so"])
        {
            FrameId frame = builder.AddFrame("f"u8, System.Text.Encoding.UTF8.GetBytes(module), FrameKind.User);
            builder.AddSample(new SampleRecord(0, builder.AddStack(StackId.Empty, frame), thread, kind));
        }

        FlameTree tree = FlameTree.Create(builder.Build(), new FlameTreeOptions { IsInverted = true, Root = RootGrouping.None });

        FlameNode node = tree[1];
        Assert.Equal((2, "f"), (tree.Count, node.NameText));
        Assert.Equal(2, node.Total);
        Assert.True(node.Module.IsEmpty);
    }

    [Fact]
    public void What_was_removed_stands_without_what_stayed()
    {
        FlameTree before = FlameTree.Create(Stores.Of((0, "app", "main;gone"), (1, "app", "main;stays"), (2, "app", "other")), new FlameTreeOptions { Root = RootGrouping.None });
        FlameTree after = FlameTree.Create(Stores.Of((0, "app", "main;stays"), (1, "app", "other")), new FlameTreeOptions { Root = RootGrouping.None });

        FlameTree elided = FlameDiff.Create(before, after).Elided();

        Assert.Equal(["root", "main", "gone"], Enumerable.Range(0, elided.Count).Select(node => elided[node].NameText));
        Assert.Equal(1, elided.Total);
    }
}
